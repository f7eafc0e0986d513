BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Get-Completion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
    }
}

AfterAll { Disconnect-PostPress }

Describe 'Tab offers' {
    # In a runspace of its own, which has read no accounts yet.
    It 'the accounts of the sandbox, and those that were read: <_>' -ForEach 'Get-PostPressRelation -AccountId ', 'Export-PostPressRelation ' {
        $runspace = [powershell]::Create()
        try {
            $runspace.Runspace.SessionStateProxy.SetVariable('line', $_)
            $runspace.Runspace.SessionStateProxy.SetVariable('module', $module)
            $offered = $runspace.AddScript({
                Import-Module $module
                function Get-Completion([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText -join ' ' }
                Connect-PostPress -Sandbox
                $null = Get-PostPressRelation acc_sandbox_small
                Get-PostPressRelation acc_error_no_channel -MaximumRetryCount 0 -ErrorAction Ignore
                Get-Completion "${line}acc"
                Get-Completion "${line}ACC_sandbox_m"
                $null = Connect-PostPress -Sandbox -PassThru
                Disconnect-PostPress
                Get-Completion "${line}acc"
            }).Invoke()
        }
        finally { $runspace.Dispose() }

        $offered | Should -Be @('acc_sandbox_main acc_sandbox_small acc_sandbox_empty', 'acc_sandbox_main', 'acc_sandbox_small')
    }

    It 'faults that can be used: <_>' -ForEach 'Connect-PostPress -Sandbox -Fault Err', "Start-PostPressSandbox -Fault 'Err" {
        $offered = Get-Completion $_
        $offered | Should -Contain "'Error,Status=429,RetryAfter=30,Page=2'"
        $offered | Should -Contain 'Error'
        $offered | ForEach-Object { [PostPress.SandboxFault] $_.Trim("'") | Should -Not -BeNullOrEmpty }
    }

    It 'a life for the sandbox, with its rates' {
        Get-Completion 'Start-PostPressSandbox -Fault li' | Should -Be @("'Live,AddPerDay=3,RemovePerDay=1,ChangePerDay=2'", 'Live')
    }

    It 'the properties of a relation, down the pipeline' {
        # The engine offers its own set of standard members of a type that has one, as it does for Get-Process, and the hidden properties
        # of the views, whose names have a space and so stand in quotes.
        $offered = Get-Completion 'Get-PostPressRelation x | Where-Object ' | Where-Object { $_ -ne 'PSStandardMembers' -and $_ -notlike "'* *'" }
        $offered | Should -HaveCount 11
        $offered | Should -Contain 'CreatedAt'
    }
}
