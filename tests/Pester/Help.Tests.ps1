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
        $script = [regex]::Match($page, '(?s)## A script for the night.*?```powershell\s(.*?)```').Groups[1].Value
        Set-Content "$TestDrive/night.ps1" $script

        # What it writes and its exit code, in $TestDrive/<name>.
        function Invoke-Night([string] $Name, [hashtable] $With = @{}) {
            $PSDefaultParameterValues['*-PostPressRelation:RetryIntervalSec'] = 0
            $folder = (New-Item "$TestDrive/$Name" -ItemType Directory -Force).FullName
            try {
                @(& "$TestDrive/night.ps1" -Folder $folder @With 3> $null) -join "`n"
            }
            finally {
                $PSDefaultParameterValues.Remove('*-PostPressRelation:RetryIntervalSec')
            }
        }
    }

    AfterEach {
        Disconnect-PostPress
    }

    It 'is that of samples/nightly-export.ps1, without its help' {
        $sample = (Get-Content "$root/samples/nightly-export.ps1" -Raw) -replace '(?s)<#.*?#>\s+'
        ($script.Trim() -replace '\r') | Should -BeExactly ($sample.Trim() -replace '\r')
    }

    It 'ends with the code that is promised: <Code> for <AccountId>' -ForEach @(
        @{ AccountId = 'acc_sandbox_main,acc_sandbox_small'; Code = 0; Says = 'acc_sandbox_main: Complete, 1000 relations;', 'acc_sandbox_small: Complete, 25 relations;' }
        @{ AccountId = 'acc_error_disconnected_account,acc_sandbox_small'; Code = 1; Says = ' disconnected_account: *reconnect', 'acc_sandbox_small: Complete, 25 ' }
        @{ AccountId = 'acc_sandbox_small,acc_error_no_channel'; Code = 75; Says = ' no_channel: ', 'acc_error_no_channel: no_channel, 0 ', 'acc_sandbox_small: Complete, 25 ' }
        @{ AccountId = 'acc_error_no_channel,acc_error_disconnected_account'; Code = 1; Says = ' no_channel: ', ' disconnected_account: ' }
        @{ AccountId = ' '; Code = 1; Says = ' AccountIdBlank: ' }
    ) {
        Connect-PostPress -Sandbox
        # As pwsh -File hands it over: one text.
        $shown = Invoke-Night "code-$($AccountId.Length)-$Code" @{ AccountId = $AccountId }
        $LASTEXITCODE | Should -Be $Code
        $Says | ForEach-Object { $shown | Should -BeLike "*$_*" }
        if ($AccountId -like '*small*') {
            @(Import-Csv "$TestDrive/code-$($AccountId.Length)-$Code/acc_sandbox_small.csv").Count | Should -Be 25
        }
    }

    It 'ends with 75 where the list could not be verified' {
        # Someone leaves before each page, so no two readings agree.
        Connect-PostPress -Sandbox -Fault 'Remove,Count=5' -RelationCount 2500
        Invoke-Night unverified @{ AccountId = $main } | Should -BeLike '*acc_sandbox_main: Unverified, *'
        $LASTEXITCODE | Should -Be 75
    }

    It 'ends with 75 where another run has a file, and does the others' {
        Connect-PostPress -Sandbox
        $null = New-Item "$TestDrive/held" -ItemType Directory
        $held = [IO.FileStream]::new("$TestDrive/held/$main.csv.postpress-lock", 'Create', 'ReadWrite', 'None')
        try { $shown = Invoke-Night held @{ AccountId = $main, $small } } finally { $held.Dispose() }
        $LASTEXITCODE | Should -Be 75
        $shown | Should -BeLike '* ExportInUse: *'
        $shown | Should -BeLike '*acc_sandbox_small: Complete, *'
    }

    It 'takes all LinkedIn accounts of the workspace, the broken ones too' {
        Connect-PostPress -Sandbox
        $shown = Invoke-Night all
        $LASTEXITCODE | Should -Be 1
        $shown | Should -BeLike '* disconnected_account: *'
        $accounts = (Get-PostPressAccount -Type LINKEDIN).Id
        $accounts.Count | Should -BeGreaterThan 5
        $accounts | ForEach-Object { $shown | Should -BeLike "* ${_}: *" }
        (Get-ChildItem "$TestDrive/all/*.csv").BaseName | Sort-Object | Should -Be 'acc_sandbox_empty', 'acc_sandbox_main', 'acc_sandbox_small'
    }

    It 'ends with 1 where there is nothing to read or to write, and says why' {
        Connect-PostPress -Sandbox
        function Get-PostPressAccount { }
        Invoke-Night none | Should -BeLike '* NoAccount: *'
        $LASTEXITCODE | Should -Be 1
        & "$TestDrive/night.ps1" -Folder "$TestDrive/nowhere" -AccountId $small | Should -BeLike '* ExportFolderNotFound: *Create it*'
        $LASTEXITCODE | Should -Be 1
        Disconnect-PostPress
        Invoke-Night disconnected @{ AccountId = $main } | Should -BeLike '* NotConnected: *'
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'README, forty accounts' {
    It 'runs as it stands, and a broken account stops no other' {
        $page = Get-Content "$root/README.md" -Raw -Encoding utf8
        $code = [regex]::Match($page, '(?s)## Forty accounts\s+```powershell\s(.*?)```').Groups[1].Value
        Connect-PostPress -Sandbox -RetryIntervalSec 0
        $ErrorActionPreference = 'Continue'
        Push-Location (New-Item "$TestDrive/forty" -ItemType Directory)
        try {
            $shown = @(& ([scriptblock]::Create($code)) 2>&1 3> $null)
        }
        finally {
            Pop-Location
            Disconnect-PostPress
        }

        $failed = @($shown | Where-Object { $_ -is [PostPress.PostPressCheck] })
        $failed.Name | Should -Contain 'Account acc_error_disconnected_account'
        $failed.Action | Should -Not -BeNullOrEmpty
        $errors = @($shown | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $errors.FullyQualifiedErrorId | Should -Contain 'disconnected_account,PostPress.Commands.SyncPostPressRelationCommand'
        @(Import-Csv "$TestDrive/forty/$main.csv").Count | Should -Be 1000
        @(Import-Csv "$TestDrive/forty/$small.csv").Count | Should -Be 25
    }
}
