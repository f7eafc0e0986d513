BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'A failure in the middle of a list' {
    AfterEach {
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'tells what came and where to resume, and resuming gives the rest' {
        $null = Connect-TestSandbox -RelationCount 250 -Fault 'Error,Type=network_down,Page=3'
        $before = Get-PostPressRelation $main -PageSize 100 -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $failure = $failed[0].Exception
        $before.Count, $failure.RelationsWritten | Should -Be @(200, 200)
        "$($failed[0])" | Should -BeLike '*NOT complete*'
        "$($failed[0])".Contains("-Cursor '$($failure.Cursor)'") | Should -BeTrue
        $after = Get-PostPressRelation $main -Cursor $failure.Cursor
        @($before.MemberId) + @($after.MemberId) | Should -Be (Get-PostPressRelation $main).MemberId
    }

    It 'has no cursor to resume from if it was the first page' {
        $null = Connect-TestSandbox -Fault 'Error,Type=network_down,Page=1'
        $record = Get-OnlyError { Get-PostPressRelation $main -MaximumRetryCount 0 }
        $record.Exception.Cursor | Should -BeNullOrEmpty
        $record.Exception.RelationsWritten | Should -Be 0
        "$record" | Should -Not -Match '-Cursor'
    }

    It 'says to start from the beginning if the cursor is refused' {
        $null = Connect-TestSandbox
        $record = Get-OnlyError { Get-PostPressRelation $main -Cursor stale }
        $record.FullyQualifiedErrorId | Should -BeLike 'invalid_parameters,*'
        $record.ErrorDetails.RecommendedAction | Should -BeLike '*without it*'
    }

    It 'leaves no trace in the list if it is transient: <_>' -ForEach @(
        'Drop,Page=2', 'Cut,Page=2', 'Cut,Page=2,AtByte=0', 'Error,Status=429,RetryAfter=0,Page=2', 'Error,Status=500,Page=2'
        'Error,Status=503,Page=1,Times=3', 'Error,Status=504,Page=2', 'Shift,Page=2'
    ) {
        $sandbox = Connect-TestSandbox -RelationCount 250 -Fault $_
        $ids = (Get-PostPressRelation $main -PageSize 100).MemberId
        # Who connects while the list is read is found too.
        $count = if ($_ -like 'Shift*') { 251 } else { 250 }
        $ids | Should -HaveCount $count
        $ids | Sort-Object -Unique | Should -HaveCount $count
        $sandbox.GetCalls().Fault | Should -Contain $_.Split(',')[0]
    }
}
