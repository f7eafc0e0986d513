BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $accounts = 'acc_sandbox_main', 'acc_sandbox_small'
}

Describe '-ThrottleLimit' {
    BeforeAll {
        Connect-PostPress -Sandbox -RelationCount 200 -Fault 'Latency,Seconds=0.2'
        $sandbox = (Get-PostPressConnection).Sandbox
    }

    AfterAll { Disconnect-PostPress }

    It 'reads several accounts at once, each in its order and complete' {
        $relations = Get-PostPressRelation $accounts -PageSize 20
        $one = (Get-PostPressRelation acc_sandbox_main -PageSize 20).MemberId
        ($relations | Where-Object AccountId -eq acc_sandbox_main).MemberId | Should -Be $one
        ($relations | Where-Object AccountId -eq acc_sandbox_small).Count | Should -Be 25
        # The small one was not left until the large one was done.
        $relations[-1].AccountId | Should -Be 'acc_sandbox_main'
        $calls = $sandbox.GetCalls().AccountId
        $calls[0..1] | Sort-Object | Should -Be $accounts
    }

    It 'stops with the pipeline, and leaves no call behind' {
        $before = $sandbox.GetCalls().Count
        @(Get-PostPressRelation $accounts -PageSize 20 | Select-Object -First 1).Count | Should -Be 1
        $seen = $sandbox.GetCalls().Count
        $seen - $before | Should -BeLessOrEqual 2
        $null = Get-PostPressRelation acc_sandbox_empty
        $sandbox.GetCalls().Count | Should -Be ($seen + 1)
    }

    It 'goes on with the others where one fails' {
        $relations = Get-PostPressRelation (@('acc_error_account_restricted') + $accounts) -ErrorAction SilentlyContinue -ErrorVariable failed
        ($relations | Group-Object AccountId -NoElement | Sort-Object Name | ForEach-Object Count) | Should -Be @(200, 25)
        $failed.FullyQualifiedErrorId | Should -BeLike 'account_restricted,*'
    }

    It 'is refused out of its range: <_>' -ForEach 0, 33 {
        { Get-PostPressRelation acc_sandbox_small -ThrottleLimit $_ } | Should -Throw '*ThrottleLimit*'
    }

    It 'exports and syncs a file for each at once' {
        $exports = Export-PostPressRelation $accounts "$TestDrive/e-{AccountId}.csv" -PassThru
        $exports.Status | Should -Be @('Complete', 'Complete')
        $syncs = Sync-PostPressRelation $accounts "$TestDrive/s-{AccountId}.csv" -PassThru
        ($syncs | Sort-Object AccountId).Rows | Should -Be @(200, 25)
        foreach ($sync in $syncs) { (Import-Csv $sync.Path).Count | Should -Be $sync.Rows }
    }
}

Describe 'A rate limit of the key' {
    It 'is waited out, and all accounts are complete' {
        Connect-PostPress -Sandbox -RelationCount 60 -Fault 'Error,Status=429,RetryAfter=1,Times=2'
        (Get-PostPressRelation (@('acc_sandbox_empty') + $accounts) -PageSize 20).Count | Should -Be 85
        Disconnect-PostPress
    }
}
