BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    # What a command writes to a stream: 3 for warnings, 4 for verbose lines.
    function Get-Line([type] $Record, [scriptblock] $Script) {
        & $Script | Where-Object { $_ -is $Record } | ForEach-Object Message
    }
}

Describe 'What the user sees of retries' {
    AfterEach {
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'each has a verbose line with its reason, its pause and its page' {
        $null = Connect-TestSandbox -RelationCount 250 -Fault 'Error,Type=network_down,Page=2,Times=2', 'Cut,Page=3'
        $output = Get-PostPressRelation $main -PageSize 100 -RetryIntervalSec 0.01 -Verbose *>&1
        $retries = @($output | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_.Message -match 'failed' } | ForEach-Object Message)
        @($output | Where-Object { $_ -is [PostPress.UserRelation] }) | Should -HaveCount 250
        $retries | Should -HaveCount 3
        $retries[0..1] | ForEach-Object { $_.Contains('acc_sandbox_main: page 2 failed (network_down)') | Should -BeTrue }
        $retries[2].Contains('page 3 failed (body_truncated)') | Should -BeTrue
        $retries | ForEach-Object { [regex]::Match($_, '\(retry \d\)').Value } | Should -Be @('(retry 1)', '(retry 2)', '(retry 1)')
        $output | Where-Object { $_ -is [Management.Automation.WarningRecord] -or $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
    }

    It 'at the end one verbose line sums up' {
        $null = Connect-TestSandbox -RelationCount 250 -Fault 'Error,Status=503,Page=2', 'Shift,Page=3'
        $lines = Get-Line ([Management.Automation.VerboseRecord]) { Get-PostPressRelation $main -PageSize 100 -Verbose 4>&1 }
        # Three pages, a retry, three again because one shifted, and two that verify those.
        $lines[-1] | Should -BeExactly '251 relations, 9 calls, 1 retries, 0 s waited, 1 duplicates dropped.'
    }

    It 'every call has a verbose line, and none without -Verbose' {
        $null = Connect-TestSandbox
        Get-Line ([Management.Automation.VerboseRecord]) { Get-PostPressRelation $small -PageSize 10 -Verbose 4>&1 } | Where-Object { $_ -match 'asking for' } | Should -HaveCount 5
        Get-Line ([Management.Automation.VerboseRecord]) { Get-PostPressRelation $small 4>&1 } | Should -BeNullOrEmpty
    }

    It 'a wait longer than allowed is not waited for, and the error says how long' {
        $sandbox = Connect-TestSandbox -Fault 'Error,Status=429,RetryAfter=7200'
        $record = Get-OnlyError { Get-PostPressRelation $main }
        "$record" | Should -BeLike '*7200 s*'
        $record.Exception.RetryAfter | Should -Be ([TimeSpan]::FromHours(2))
        Get-NewCall $sandbox | Should -Be '1000@0'
    }

    It 'a shorter longest wait of one call is kept to' {
        $sandbox = Connect-TestSandbox -Fault 'Error,Status=503,RetryAfter=60'
        $null = Get-OnlyError { Get-PostPressRelation $main -MaximumRetryWaitSec 59 }
        Get-NewCall $sandbox | Should -Be '1000@0'
    }

    It 'a call overrides the settings of the connection for itself: <Calls> calls' -ForEach @(
        @{ Parameters = @{ MaximumRetryCount = 0 }; Calls = 1 }
        @{ Parameters = @{ MaximumRetryCount = 2 }; Calls = 3 }
        @{ Parameters = @{}; Calls = 5 }
    ) {
        $sandbox = Start-PostPressSandbox
        Connect-PostPress (ConvertTo-Key $sandbox.ApiKey) $sandbox.BaseUri -MaximumRetryCount 4 -RetryIntervalSec 0
        $null = Get-OnlyError { Get-PostPressRelation acc_error_network_down @Parameters }
        $sandbox.GetCalls() | Should -HaveCount $Calls
        (Get-PostPressConnection).Settings.MaximumRetryCount | Should -Be 4
    }
}
