BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    Connect-PostPress -Sandbox -RelationCount 300
    $relations = Get-PostPressRelation $main
}

AfterAll { Disconnect-PostPress }

Describe 'What people put behind it' {
    It 'Export-Csv and back' {
        $relations | Export-Csv "$TestDrive/r.csv" -Encoding utf8
        $rows = Import-Csv "$TestDrive/r.csv"
        $rows.Count | Should -Be 300
        ($rows.Headline -join '|') | Should -Be ($relations.Headline -join '|')
    }

    It 'Import-Csv into it' {
        [pscustomobject]@{ AccountId = $small } | Export-Csv "$TestDrive/a.csv"
        @(Import-Csv "$TestDrive/a.csv" | Get-PostPressRelation).Count | Should -Be 25
    }

    It 'Where-Object, also against Get-Date' {
        @($relations | Where-Object CreatedAt -lt (Get-Date).AddYears(100)).Count | Should -Be 300
        @($relations | Where-Object Headline -like '=*').Count | Should -BeGreaterThan 0
    }

    It 'Sort-Object CreatedAt' {
        ($relations | Sort-Object CreatedAt | Select-Object -First 1).MemberId | Should -Be $relations[-1].MemberId
    }

    It 'Group-Object' {
        ($relations | Group-Object AccountId).Count | Should -Be 300
    }

    It 'ConvertTo-Json' {
        ($relations[0] | ConvertTo-Json | ConvertFrom-Json).MemberId | Should -Be $relations[0].MemberId
    }

    It 'a function that takes relations, and a cast for its tests' {
        function Get-Greeting([PostPress.UserRelation] $Relation) { "Hello $Relation" }
        Get-Greeting ([PostPress.UserRelation]@{ FirstName = 'Ada'; LastName = 'Lovelace' }) | Should -Be 'Hello Ada Lovelace'
    }

    It 'a job' {
        $job = Start-Job { Import-Module $using:module; Connect-PostPress -Sandbox; @(Get-PostPressRelation acc_sandbox_small).Count }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 25
    }
}
