BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Get-PostPressRelation' {
    BeforeAll {
        $sandbox = Start-PostPressSandbox -RelationCount 2500
        Connect-PostPress -BaseUri $sandbox.BaseUri -ApiKey (ConvertTo-Key $sandbox.ApiKey) -PageDelaySec 0
        function Get-NewCall([scriptblock] $Script) {
            $before = $sandbox.GetCalls().Count
            $null = & $Script
            $sandbox.GetCalls() | Select-Object -Skip $before
        }
    }

    AfterAll {
        Disconnect-PostPress
        $sandbox | Stop-PostPressSandbox
    }

    It 'gives all, each once, in as few calls as possible' {
        $script:relations = $null
        $calls = @(Get-NewCall { $script:relations = Get-PostPressRelation $main })
        $relations.Count | Should -Be 2500
        ($relations.MemberId | Sort-Object -Unique).Count | Should -Be 2500
        $calls.Limit | Should -Be @('1000', '1000', '1000')
    }

    It 'gives typed objects with their properties in order' {
        $relation = Get-PostPressRelation $main -First 1
        $relation | Should -BeOfType ([PostPress.UserRelation])
        $relation.CreatedAt | Should -BeOfType ([DateTimeOffset])
        $relation.PSObject.Properties.Name -join ' ' | Should -Be 'AccountId FirstName LastName Headline PublicIdentifier PublicProfileUrl CreatedAt MemberId MemberUrn ConnectionUrn ProfilePictureUrl'
    }

    It 'never asks for more than is needed: -First <First> -Skip <Skip> -PageSize <PageSize>' -ForEach @(
        @{ First = 0; Skip = 0; PageSize = 10; Limits = @() }
        @{ First = 3; Skip = 0; PageSize = 2; Limits = @('2', '1') }
        @{ First = 5; Skip = 4; PageSize = 1000; Limits = @('9') }
        @{ First = 2; Skip = 3; PageSize = 2; Limits = @('2', '2', '1') }
    ) {
        $script:count = -1
        $calls = @(Get-NewCall { $script:count = @(Get-PostPressRelation $main -First $First -Skip $Skip -PageSize $PageSize).Count })
        $count | Should -Be $First
        @($calls.Limit) -join ',' | Should -Be ($Limits -join ',')
    }

    It 'takes accounts from the pipeline, by value and by property name' {
        @($small, $small | Get-PostPressRelation).Count | Should -Be 50
        @([pscustomobject]@{ AccountId = $small } | Get-PostPressRelation).Count | Should -Be 25
    }

    It 'sends the filter to the server as it is' {
        $filter = "R&D M$([char] 0xFC)ller + S$([char] 0xF6)hne"
        (Get-NewCall { Get-PostPressRelation $main -Filter $filter }).Filter | Select-Object -First 1 | Should -Be $filter
    }

    It 'makes no further call when a later command has enough' {
        @(Get-NewCall { Get-PostPressRelation $main -PageSize 10 | Select-Object -First 5 }).Count | Should -Be 1
    }

    It 'has one error for a failed account, and goes on with the next' {
        $relations = Get-PostPressRelation acc_error_account_restricted, $small -ErrorAction SilentlyContinue -ErrorVariable errors
        $relations.Count | Should -Be 25
        $errors.Count | Should -Be 1
        $errors[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
        $errors[0].TargetObject | Should -Be 'acc_error_account_restricted'
    }

    It 'passes a connection to other runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $connection = Get-PostPressConnection
        $counts = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:module
            @(Get-PostPressRelation $using:small -Connection $using:connection).Count
        }
        $counts | Should -Be @(25, 25, 25)
    }
}

Describe 'A list that fails in the middle' {
    BeforeAll { Connect-PostPress -Sandbox -RelationCount 2500 -Fault 'Error,Status=403,Page=3' }
    AfterAll { Disconnect-PostPress }

    It 'tells how to go on, and going on gives the rest' {
        $begin = Get-PostPressRelation $main -ErrorAction SilentlyContinue -ErrorVariable errors
        $failure = $errors[0].Exception
        $failure.RelationsWritten | Should -Be 2000
        $rest = Get-PostPressRelation $main -Cursor $failure.Cursor
        ($begin + $rest | Sort-Object MemberId -Unique).Count | Should -Be 2500
    }
}
