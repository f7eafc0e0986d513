BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'A sandbox whose people come and go' {
    AfterEach { Disconnect-PostPress }

    It 'loses people while it is read, and who was skipped is found' {
        $sandbox = Start-PostPressSandbox -RelationCount 3000 -Fault 'Remove,Page=2,Count=40'
        Connect-PostPress -ApiKey (ConvertTo-Key $sandbox.ApiKey) -BaseUri $sandbox.BaseUri -PageDelaySec 0
        try {
            $lines = @(Get-PostPressRelation $main -Verbose 4>&1)
            $told = $lines | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $members = ($lines | Where-Object { $_ -is [PostPress.UserRelation] }).MemberId
            $now = (Get-PostPressRelation $main).MemberId
        }
        finally {
            $sandbox | Stop-PostPressSandbox
        }

        @($told -match 'the list has moved while it was read').Count | Should -Be 1
        @($told -match 'the list is verified; 0 added and 40 missed relations were found late').Count | Should -Be 1
        $members.Count | Should -Be 3000
        @($members | Sort-Object -Unique).Count | Should -Be 3000
        # Who stayed, all of them; the other 40 had left when the list was read again.
        $now.Count | Should -Be 2960
        @($now | Where-Object { $_ -notin $members }).Count | Should -Be 0
        @($sandbox.GetCalls() | Where-Object Fault -EQ 'Remove').Count | Should -Be 1
    }

    It 'takes <_> from Connect-PostPress' -ForEach @(
        'Remove,Page=2,Count=40'
        'Remove,Page=2,At=0'
        'Churn,Page=2,Count=3'
        @{ Kind = 'Remove'; Page = 2; Count = 40 }
    ) {
        Connect-PostPress -Sandbox -RelationCount 300 -Fault $_
        $moved = @(Get-PostPressRelation $main -PageSize 100 -Verbose 4>&1) -match 'the list has moved'
        $moved.Count | Should -Be 1
    }

    It 'moves all the time, and the user is warned' {
        Connect-PostPress -Sandbox -RelationCount 300 -Fault 'Remove'
        $null = Get-PostPressRelation $main -PageSize 50 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'the list is not verified, so somebody can be missing'
    }

    It 'makes the same people leave with the same seed' {
        $runs = foreach ($seed in 7, 7, 8) {
            Connect-PostPress -Sandbox -RelationCount 300 -Seed $seed -Fault 'Churn,Count=5'
            # The names differ with the seed: where somebody stood at the start is at the end of the identifier.
            ((Get-PostPressRelation $main -PageSize 50 -WarningAction SilentlyContinue).PublicIdentifier -replace '^.+-(new-)?', '$1') -join ','
            Disconnect-PostPress
        }
        $runs[0] | Should -Be $runs[1]
        $runs[2] | Should -Not -Be $runs[1]
    }

    It 'refuses <_>' -ForEach @('Remove,Count=0', 'Churn,Count=10001', @{ Kind = 'Remove'; At = -1 }) {
        { Connect-PostPress -Sandbox -Fault $_ } | Should -Throw '*, and must be from *'
    }

    It 'is offered by tab' {
        $line = 'Start-PostPressSandbox -Fault Re'
        $texts = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $texts -match 'Remove,Page=2,Count=40' | Should -Not -BeNullOrEmpty
        $line = 'Connect-PostPress -Sandbox -Fault Ch'
        $texts = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $texts -match 'Churn,Probability=0.1' | Should -Not -BeNullOrEmpty
    }
}
