BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
    $env:POSTPRESS_STATE = 'off'
}

Describe 'The ledger of calls' {
    BeforeEach {
        $env:POSTPRESS_STATE = "$TestDrive/$([guid]::NewGuid())"
        $connection = Connect-PostPress -Sandbox -UseLedger -RetryIntervalSec 0 -PassThru
    }

    It 'has the calls of each account, by a table' {
        Get-PostPressRelation $main, $small -PageSize 250 | Out-Null
        Get-PostPressRelation acc_error_disconnected_account -ErrorAction SilentlyContinue
        $usage = Get-PostPressUsage
        $usage.AccountId | Should -Be @('acc_error_disconnected_account', $main, $small)
        # Two calls more verify a list of four pages.
        $usage.Calls | Should -Be @(1, 6, 1)
        $usage.CallsLeft | Should -Be @(1499, 1494, 1499)
        $usage.BaseUri | Sort-Object -Unique | Should -Be $connection.BaseUri.AbsoluteUri
        $usage[0].LastReadAt | Should -BeNullOrEmpty
        $usage[1].LastReadAt | Should -BeOfType ([DateTimeOffset])
        $usage.Block | Where-Object { $_ } | Should -Be 'disconnected_account'
        $usage[0].BlockedUntil - $usage[0].BlockedSince | Should -Be ([timespan]::FromDays(1))
        $lines = ($usage | Out-String -Width 120) -replace '\x1b\[[\d;]*m' -split '\r?\n' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
        $lines[0] | Should -MatchExactly '^Calls\s+Left\s+LastRead\s+Block\s+Until\s+Account$'
        $lines[2] | Should -Match '^1\s+1499\s+disconnected_account\s+[\d-]{10} [\d:]{5}\s+acc_error_disconnected_account$'
        $lines[3] | Should -Match "^6\s+1494\s+[\d-]{10} [\d:]{5}\s+$main$"
    }

    It 'shows the accounts that are asked for, also by the pipeline' {
        Get-PostPressRelation $main, $small -First 1 | Out-Null
        (Get-PostPressUsage $small).AccountId | Should -Be $small
        (@{ AccountId = $main }, @{ Id = 'acc_unknown' } | ForEach-Object { [pscustomobject] $_ } | Get-PostPressUsage).AccountId | Should -Be $main
        @() | Get-PostPressUsage | Should -BeNullOrEmpty
        (Get-OnlyError { Get-PostPressUsage ' ' }).FullyQualifiedErrorId | Should -BeLike 'AccountIdBlank,*'
        (Get-OnlyError { Get-PostPressUsage (Get-Date) }).FullyQualifiedErrorId | Should -BeLike 'AccountIdMissing,*'
    }

    It 'leaves a restricted account alone, until it is cleared or ignored' {
        $first = Get-OnlyError { Get-PostPressRelation acc_error_account_restricted }
        $second = Get-OnlyError { Get-PostPressRelation acc_error_account_restricted }
        $second.FullyQualifiedErrorId | Should -Be $first.FullyQualifiedErrorId
        $second.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $second.Exception.Kind | Should -Be 'NotSent'
        "$second" | Should -BeLike '*No call was sent: the account answered so at *, and is left alone until *'
        $second.ErrorDetails.RecommendedAction | Should -BeLike "*Clear-PostPressUsage -AccountId 'acc_error_account_restricted', or the same command with -IgnoreLedger."
        (Get-PostPressUsage).Calls | Should -Be 1

        (Get-OnlyError { Get-PostPressRelation acc_error_account_restricted -IgnoreLedger }).Exception.Kind | Should -Be 'Api'
        Clear-PostPressUsage acc_error_account_restricted -WhatIf
        (Get-PostPressUsage).Calls | Should -Be 2
        Clear-PostPressUsage acc_error_account_restricted
        Get-PostPressUsage | Should -BeNullOrEmpty
        (Get-OnlyError { Get-PostPressRelation acc_error_account_restricted }).Exception.Kind | Should -Be 'Api'
    }

    It 'clears all accounts, and an empty pipeline none' {
        Get-PostPressRelation $main, $small -First 1 | Out-Null
        @() | Clear-PostPressUsage
        Get-PostPressUsage | Should -HaveCount 2
        Clear-PostPressUsage
        Get-PostPressUsage | Should -BeNullOrEmpty
    }

    It 'ends a run at the calls of the day, and warns before' {
        $record = Get-OnlyError { Get-PostPressRelation $main -PageSize 100 -MaximumCallsPerDay 5 -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null; $script:warned = $warnings }
        $record.FullyQualifiedErrorId | Should -BeLike 'daily_budget_spent,*'
        $record.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $record.Exception.RelationsWritten | Should -Be 500
        "$record" | Should -BeLike '*5 calls in the last 24 hours, and 5 are the limit. The next is free at * UTC.*'
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "${main}: 4 of 5 calls*"
        Connect-PostPress -Sandbox -UseLedger -MaximumCallsPerDay 2
        (Get-OnlyError { Get-PostPressRelation $main -PageSize 100 | Out-Null }).FullyQualifiedErrorId | Should -BeLike 'daily_budget_spent,*'
        @(Get-PostPressRelation $main -PageSize 500 -MaximumCallsPerDay 0).Count | Should -Be 1000
    }

    It 'has an export resumed when calls are free' {
        $path = "$TestDrive/$([guid]::NewGuid()).csv"
        (Get-OnlyError { Export-PostPressRelation $main $path -PageSize 250 -MaximumCallsPerDay 3 -WarningAction SilentlyContinue }).FullyQualifiedErrorId | Should -BeLike 'daily_budget_spent,*'
        $path | Should -Not -Exist
        $export = Export-PostPressRelation $main $path -PageSize 250 -MaximumCallsPerDay 0 -PassThru
        $export.Status, $export.Rows, $export.ResumedFrom | Should -Be @('Complete', 1000, 750)
    }

    It 'names Sync-PostPressRelation at the third whole read' {
        $warnings = 1..4 | ForEach-Object { Get-PostPressRelation $main -PageSize 500 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } }
        $warnings | Should -HaveCount 2
        "$($warnings[0])" | Should -BeLike "${main}: this is whole read number 3 of the list in 24 hours.*Sync-PostPressRelation*"
    }

    It 'says the pause that is kept after another run' {
        Get-PostPressRelation $small -First 1 | Out-Null
        $verbose = Get-PostPressRelation $small -First 1 -PageDelaySec 0.5 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $verbose -match "${small}: page 1 waits .* because other calls of the account were sent just now" | Should -HaveCount 1
    }

    It 'sets a damaged file aside, with a warning' {
        Get-PostPressRelation $small -First 1 | Out-Null
        $file = Get-ChildItem $env:POSTPRESS_STATE -Filter *.usage
        $file | Should -HaveCount 1
        Set-Content $file.FullName 'not a ledger'
        Get-PostPressUsage | Should -BeNullOrEmpty
        $shown = Get-PostPressRelation $small 3>&1
        $shown | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeLike "*set aside as '*.damaged'*"
        $shown | Should -HaveCount 26
        (Get-PostPressUsage).Calls | Should -Be 1
    }

    It 'is no reason to fail' {
        $env:POSTPRESS_STATE = "$TestDrive/a-file"
        Set-Content $env:POSTPRESS_STATE 'a file'
        $shown = Get-PostPressRelation $main -PageSize 250 -Verbose 4>&1
        @($shown | Where-Object { $_ -is [PostPress.UserRelation] }).Count | Should -Be 1000
        @($shown) -match 'There is no ledger of calls' | Should -HaveCount 1
        Get-PostPressUsage | Should -BeNullOrEmpty
    }

    It 'has not the key' {
        Get-PostPressRelation $main, acc_error_expired_credentials -ErrorAction SilentlyContinue | Out-Null
        $files = Get-ChildItem $env:POSTPRESS_STATE -File
        $files | Should -HaveCount 4
        $files | Get-Content -Raw | Should -Not -BeLike '*3k7d9x2f*'
    }
}

Describe 'Without a ledger' {
    It 'is the sandbox, and what is on the local host' {
        $env:POSTPRESS_STATE = "$TestDrive/unasked"
        Connect-PostPress -Sandbox
        Get-PostPressRelation $small -First 1 | Out-Null
        $sandbox = Connect-TestSandbox
        Get-PostPressRelation $small -First 1 | Out-Null
        $sandbox.GetCalls() | Should -HaveCount 1
        $env:POSTPRESS_STATE | Should -Not -Exist
        Get-PostPressUsage | Should -BeNullOrEmpty
    }

    It 'is everything where it is off' {
        $env:POSTPRESS_STATE = 'off'
        Connect-PostPress -Sandbox -UseLedger
        1..2 | ForEach-Object { (Get-OnlyError { Get-PostPressRelation acc_error_account_restricted }).Exception.Kind | Should -Be 'Api' }
        Get-PostPressUsage -Verbose 4>&1 | Should -BeLike '*POSTPRESS_STATE*'
        Clear-PostPressUsage
    }
}

Describe 'Where the ledger is' {
    # Windows tells the folder whatever the environment says.
    It 'is the folder of the user for what programs keep' -Skip:($env:OS -eq 'Windows_NT') {
        # Nobody is there, so nothing is sent, and no call counts.
        $set = @{
            POSTPRESS_STATE = ''
            POSTPRESS_API_KEY = 'pp_test_0123456789abcdef'
            POSTPRESS_BASE_URI = 'https://nobody.invalid/v1'
            XDG_STATE_HOME = "$TestDrive/xdg"
        }
        Set-Content "$TestDrive/where.ps1" "Import-Module '$module'; Get-PostPressRelation acc_1 -MaximumRetryCount 0 -ErrorAction SilentlyContinue; (Get-PostPressUsage).Calls"
        $before = @{}
        foreach ($name in $set.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $set[$name])
        }

        try { $shown = Invoke-Engine -File "$TestDrive/where.ps1" }
        finally { $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) } }
        $shown.Trim() | Should -Be '0'
        Get-ChildItem "$TestDrive/xdg/postpress" -Filter *.usage | Should -HaveCount 1
    }
}
