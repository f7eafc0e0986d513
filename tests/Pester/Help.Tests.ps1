BeforeDiscovery {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $cmdlets = (Get-Command -Module PostPress).Name
    $topics = 'about_PostPress', 'about_PostPress_Complete', 'about_PostPress_Errors', 'about_PostPress_Sync', 'about_PostPress_Unattended'
    $examples = foreach ($cmdlet in $cmdlets) {
        $number = 0
        foreach ($example in (Get-Help $cmdlet).Examples.Example) {
            @{ Cmdlet = $cmdlet; Number = ++$number; Code = $example.Code; Title = $example.Title.Trim('- '); Remarks = "$($example.Remarks.Text)".Trim() }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $pages = "$root/docs/cmdlets"
}

Describe 'Get-Help' {
    It 'has a page for every cmdlet, and for no other' {
        (Get-ChildItem $pages).BaseName | Sort-Object | Should -Be ((Get-Command -Module PostPress).Name | Sort-Object)
    }

    It 'shows the synopsis, the online version and every parameter: <_>' -ForEach $cmdlets {
        $page = Get-Content "$pages/$_.md" -Raw -Encoding utf8
        $help = Get-Help $_ -Full
        $help.Synopsis.Trim() | Should -BeExactly ([regex]::Match($page, '## SYNOPSIS\s+(.+?)\s+##').Groups[1].Value -replace '`')
        $page | Should -BeLike "*online version: https://postpress.ai/docs/powershell/$_*"
        (Get-Command $_).HelpUri | Should -Be "https://postpress.ai/docs/powershell/$_"
        $names = [regex]::Matches($page, '(?m)^### -(\w+)').ForEach({ $_.Groups[1].Value })
        foreach ($name in $names) {
            (Get-Help $_ -Parameter $name).Description | Should -Not -BeNullOrEmpty
        }
    }

    It 'shows the topic: <_>' -ForEach $topics {
        Get-Help $_ | Out-String | Should -BeLike "*$_*SHORT DESCRIPTION*"
        $lines = Get-Content "$(Split-Path $module)/en-US/$_.help.txt" -Encoding utf8
        $lines[3] | Should -BeExactly 'SHORT DESCRIPTION'
        $lines[4].Trim() | Should -Not -BeNullOrEmpty
        # Code keeps its lines; it is indented deeper.
        $lines | Where-Object { $_ -notlike '        *' -and $_.Length -gt 80 } | Should -BeNullOrEmpty
    }

    It 'has no other topic' -ForEach @{ Topics = $topics } {
        (Get-ChildItem "$root/docs/about").BaseName | Sort-Object | Should -Be $Topics
    }
}

Describe 'Every example runs as it stands, after Connect-PostPress -Sandbox' {
    BeforeAll {
        $modulePath = $env:PSModulePath
        # For those that import the module by its name.
        $env:PSModulePath = (Split-Path (Split-Path $module)) + [IO.Path]::PathSeparator + $modulePath
        $env:POSTPRESS_API_KEY = 'pp_test_sandbox_3k7d9x2f'
    }

    AfterAll {
        $env:PSModulePath = $modulePath
        $env:POSTPRESS_API_KEY = $null
    }

    It 'there are enough, and each is explained' -ForEach @{ Examples = $examples } {
        foreach ($group in $Examples | Group-Object { $_.Cmdlet }) {
            $least = if ($group.Name -in 'Connect-PostPress', 'Get-PostPressRelation', 'Export-PostPressRelation', 'Sync-PostPressRelation') { 4 } else { 1 }
            $group.Count | Should -BeGreaterOrEqual $least
            $group.Group | ForEach-Object { $_.Remarks | Should -Not -BeNullOrEmpty }
        }

        ($Examples | Group-Object { $_.Cmdlet }).Name | Sort-Object | Should -Be ((Get-Command -Module PostPress).Name | Sort-Object)
    }

    It '<Cmdlet>, <Title>' -ForEach $examples {
        if ($isDesktop -and $Code -match '-Parallel') {
            Set-ItResult -Skipped -Because 'it is for PowerShell 7'
        }

        $runspace = [powershell]::Create()
        try {
            $runspace.Runspace.SessionStateProxy.SetVariable('ErrorActionPreference', 'Stop')
            $runspace.Runspace.SessionStateProxy.Path.SetLocation((New-Item "$TestDrive/$Cmdlet-$Number" -ItemType Directory).FullName) | Out-Null
            # What asks the user, or a vault, is answered here.
            $null = $runspace.AddScript("Import-Module '$module'").AddStatement().AddScript(@'
function Read-Host { param($Prompt, [switch] $AsSecureString) [Net.NetworkCredential]::new('', 'pp_test_sandbox_3k7d9x2f').SecurePassword }
function Get-Secret { param($Name) [Net.NetworkCredential]::new('', 'pp_test_sandbox_3k7d9x2f').SecurePassword }
Connect-PostPress -Sandbox
'@).AddStatement().AddScript($Code).Invoke()
            $runspace.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $runspace.Dispose() }
    }
}

Describe 'The script of about_PostPress_Unattended' {
    BeforeAll {
        $page = Get-Content "$root/docs/about/about_PostPress_Unattended.md" -Raw -Encoding utf8
        [regex]::Match($page, '(?s)## A script for the night.*?```powershell\s(.*?)```').Groups[1].Value | Set-Content "$TestDrive/night.ps1"
    }

    It 'ends with the code that is promised: <Code> for <AccountId>' -ForEach @(
        @{ AccountId = 'acc_sandbox_main'; Code = 0; Says = '1000 relations in relations.csv' }
        @{ AccountId = 'acc_error_disconnected_account'; Code = 1; Says = 'disconnected_account,' }
        @{ AccountId = 'acc_error_no_channel'; Code = 75; Says = 'no_channel,' }
        @{ AccountId = 'acc_sandbox_small,acc_error_no_channel'; Code = 75; Says = 'acc_sandbox_small: Waiting, 25 relations*no_channel,' }
        @{ AccountId = 'acc_error_no_channel,acc_error_disconnected_account'; Code = 1; Says = 'no_channel,*disconnected_account,' }
        @{ AccountId = 'acc_sandbox_main'; Fault = 'Remove,Count=5'; Code = 75; Says = 'acc_sandbox_main: Unverified, ' }
        @{ AccountId = ' '; Code = 1; Says = 'AccountIdBlank,' }
    ) {
        Remove-Item "$TestDrive/relations.csv*"
        Connect-PostPress -Sandbox -Fault @($Fault | Where-Object { $_ }) -RelationCount $(if ($Fault) { 2500 } else { 1000 })
        Push-Location $TestDrive
        $PSDefaultParameterValues['Export-PostPressRelation:RetryIntervalSec'] = 0
        # The script writes to the error stream of the process.
        $terminal = [Console]::Error
        $errors = [IO.StringWriter]::new()
        [Console]::SetError($errors)
        try {
            $shown = & ./night.ps1 -AccountId $AccountId 3> $null
        }
        finally {
            [Console]::SetError($terminal)
            $PSDefaultParameterValues.Remove('Export-PostPressRelation:RetryIntervalSec')
            Pop-Location
            Disconnect-PostPress
        }

        $LASTEXITCODE | Should -Be $Code
        "$shown$errors" | Should -BeLike "*$Says*"
    }
}
