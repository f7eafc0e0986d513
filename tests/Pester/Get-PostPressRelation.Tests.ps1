BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox -RelationCount 2500
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Get-PostPressRelation' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It 'gives all, each once, in as few calls as possible' {
        $relations = Get-PostPressRelation $main
        $relations.Count | Should -Be 2500
        ($relations.MemberId | Sort-Object -Unique).Count | Should -Be 2500
        Get-NewCall $sandbox | Should -Be '1000@0 1000@1000 1000@2000 1000@0 1000@1000'
    }

    It 'gives typed objects with their properties in order' {
        $relation = Get-PostPressRelation $main -First 1
        $relation | Should -BeOfType ([PostPress.UserRelation])
        $relation.AccountId | Should -Be $main
        $relation.PSObject.Properties.Name -join ' ' | Should -Be 'AccountId FirstName LastName Headline PublicIdentifier PublicProfileUrl CreatedAt MemberId MemberUrn ConnectionUrn ProfilePictureUrl'
    }

    It 'gives dates with their offset, in UTC' {
        foreach ($relation in Get-PostPressRelation $small) {
            $relation.CreatedAt.GetType() | Should -Be ([DateTimeOffset])
            $relation.CreatedAt.Offset | Should -Be ([TimeSpan]::Zero)
            $relation.CreatedAt.Year | Should -BeIn (2000..2026)
        }
    }

    It 'gives the first relations before it makes the second call' {
        $script:before = $sandbox.GetCalls().Count
        $calls = Get-PostPressRelation $main -PageSize 10 -First 30 | ForEach-Object { $sandbox.GetCalls().Count - $before }
        $calls -join ' ' | Should -Be ((@(1) * 10 + @(2) * 10 + @(3) * 10) -join ' ')
    }

    It 'gives nothing and no error for an empty account' {
        Get-PostPressRelation acc_sandbox_empty | Should -BeNullOrEmpty
        Get-NewCall $sandbox | Should -Be '1000@0'
    }

    It 'sends the filter to the server as it is' {
        $filter = "R&D M$([char] 0xFC)ller + S$([char] 0xF6)hne"
        $null = Get-PostPressRelation $main -Filter $filter
        $sandbox.GetCalls()[-1].Filter | Should -BeExactly $filter
    }

    It 'gives a hundred thousand relations, each once, in a hundred calls and two that verify' {
        $large = Start-PostPressSandbox -RelationCount 100000
        $connection = Connect-PostPress (ConvertTo-Key $large.ApiKey) $large.BaseUri -PageDelaySec 0 -PassThru
        Connect-PostPress (ConvertTo-Key $sandbox.ApiKey) $sandbox.BaseUri -PageDelaySec 0
        $ids = (Get-PostPressRelation $main -Connection $connection).MemberId
        $ids.Count, [Collections.Generic.HashSet[string]]::new([string[]] $ids).Count, $large.GetCalls().Count | Should -Be @(100000, 100000, 102)
        $large | Stop-PostPressSandbox
    }
}

Describe '-IncludeTotalCount' {
    It 'says first, for each account, that the count is unknown' {
        $output = @(Get-PostPressRelation $small, acc_sandbox_empty -First 2 -IncludeTotalCount -ThrottleLimit 1)
        $output.ForEach({ $_.GetType().Name }) -join ' ' | Should -Be 'UInt64 UserRelation UserRelation UInt64'
        $output[0].ToString() | Should -BeLike 'Unknown*'
        $output[3].ToString() | Should -Be $output[0].ToString()
    }
}

Describe 'A service that fails at every call' {
    BeforeAll {
        $sandbox = Start-PostPressSandbox -Fault 'Error,Status=503'
        Connect-PostPress -BaseUri $sandbox.BaseUri -ApiKey (ConvertTo-Key $sandbox.ApiKey) -PageDelaySec 0 -RetryIntervalSec 0
    }

    AfterAll {
        Disconnect-PostPress
        $sandbox | Stop-PostPressSandbox
    }

    It 'has each page asked for as often as -MaximumRetryCount says, and -Verbose tells where a run has no retries left' {
        $said = $main, $small | Get-PostPressRelation -ThrottleLimit 1 -MaximumRetryCount 80 -Verbose -ErrorAction SilentlyContinue 4>&1 | Out-String
        $sandbox.GetCalls().AccountId | Group-Object -NoElement | ForEach-Object Count | Should -Be @(81, 1)
        $said -replace '\s+', ' ' | Should -BeLike "*${small}: no retry of page 1: the 80 retries of this run are spent*"
    }
}
