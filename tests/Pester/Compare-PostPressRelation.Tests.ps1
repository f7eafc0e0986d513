BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $folder = (New-Item "$TestDrive/lists" -ItemType Directory).FullName
    $null = Connect-TestSandbox -RelationCount 40
    Export-PostPressRelation $main "$folder/before.csv"
    $relations = @(Get-PostPressRelation $main)
    # The list of the next night: two are gone, one is new, one has another headline, one another member id, everybody another picture.
    $rows = @(Import-Csv "$folder/before.csv" | Select-Object -Skip 2)
    $rows | ForEach-Object { $_.ProfilePictureUrl = 'https://example.com/other.jpg' }
    $rows[3].Headline = "CEO$([char] 27)[31m"
    $rows[4].MemberId = 'ACoAA-other'
    $rows += $rows[0].PSObject.Copy()
    $rows[-1].FirstName, $rows[-1].MemberId, $rows[-1].MemberUrn, $rows[-1].ConnectionUrn, $rows[-1].PublicIdentifier = 'Newcomer', 'ACoAA-new', '', '', 'newcomer'
    $rows | Export-Csv "$folder/after.csv" -NoTypeInformation -Encoding utf8
    $expected = "Changed $($rows[3].MemberId), Changed ACoAA-other, Added ACoAA-new, Removed $($relations[0].MemberId), Removed $($relations[1].MemberId)"
    function Join-Change { @($input | ForEach-Object { "$($_.Change) $($_.Relation.MemberId)" }) -join ', ' }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Compare-PostPressRelation' {
    It 'takes <Name>' -ForEach @(
        @{ Name = 'two paths'; Compare = { Compare-PostPressRelation "$folder/before.csv" "$folder/after.csv" } }
        @{ Name = 'the names of Compare-Object'; Compare = { Compare-PostPressRelation -DifferenceObject "$folder/after.csv" -ReferenceObject $relations } }
        @{ Name = 'rows of Import-Csv'; Compare = { Compare-PostPressRelation (Import-Csv "$folder/before.csv") (Import-Csv "$folder/after.csv") } }
        @{ Name = 'the difference from the pipeline'; Compare = { Import-Csv "$folder/after.csv" | Compare-PostPressRelation $relations } }
        @{ Name = 'files from the pipeline'; Compare = { Get-Item "$folder/after.csv" | Compare-PostPressRelation (Get-Item "$folder/before.csv") } }
        @{ Name = 'what Resolve-Path gives'; Compare = { Compare-PostPressRelation (Resolve-Path "$folder/before.csv") (Resolve-Path "$folder/after.csv") } }
        @{ Name = 'a path of a PowerShell drive, and one from here'; Compare = {
                Push-Location $folder
                try { Compare-PostPressRelation TestDrive:/lists/before.csv after.csv } finally { Pop-Location }
            }
        }
        @{ Name = 'a list in parts'; Compare = { Compare-PostPressRelation $relations[0..9], $relations[10..39] $rows[0..9], $rows[10..99] } }
        @{ Name = 'what Export-Clixml has carried'; Compare = {
                $relations | Export-Clixml "$folder/before.xml"
                Compare-PostPressRelation (Import-Clixml "$folder/before.xml") "$folder/after.csv"
            }
        }
    ) {
        & $Compare | Join-Change | Should -Be $expected
    }

    It 'takes what came before the module was there, times too' {
        $relations | Export-Clixml "$folder/early.xml"
        $shown = Invoke-Engine -Command "`$early = Import-Clixml '$folder/early.xml'; Import-Module '$module'; @(Compare-PostPressRelation `$early '$folder/before.csv').Count"
        $shown.Trim() | Should -Be '0'
    }

    It 'finds no difference between a list and itself, in whatever form' {
        Export-PostPressRelation $main "$folder/same.csv" -SpreadsheetSafe -Delimiter ';' -Encoding utf8NoBOM
        Export-PostPressRelation $main "$folder/same.jsonl"
        foreach ($one in "$folder/before.csv", "$folder/same.csv", "$folder/same.jsonl", $relations) {
            foreach ($other in "$folder/before.csv", "$folder/same.csv", "$folder/same.jsonl", $relations) {
                Compare-PostPressRelation $one $other -IncludePicture | Should -BeNullOrEmpty
            }
        }
    }

    It 'gives who it was and is, what changed, and the same ids each time' {
        $changes = @(Compare-PostPressRelation "$folder/before.csv" "$folder/after.csv")
        $changes | ForEach-Object { $_ | Should -BeOfType ([PostPress.PostPressRelationChange]) }
        $changes[0].AccountId | Should -Be $main
        $changes[0].ChangedProperty | Should -Be 'Headline'
        $changes[0].Previous.Headline | Should -BeExactly $relations[5].Headline
        $changes[0].Relation.Headline | Should -BeExactly $rows[3].Headline
        $changes[0].Relation.CreatedAt | Should -Be $relations[5].CreatedAt
        $changes[1].ChangedProperty | Should -Be 'MemberId'
        $changes[2].Previous | Should -BeNullOrEmpty
        $changes[2].ChangedProperty.Count | Should -Be 0
        @($changes.DetectedAt | Sort-Object -Unique).Count | Should -Be 1
        @($changes.Id | Sort-Object -Unique).Count | Should -Be 5
        @(Compare-PostPressRelation $relations $rows).Id -join ' ' | Should -Be ($changes.Id -join ' ')
    }

    It 'counts another picture with -IncludePicture only' {
        $changes = @(Compare-PostPressRelation "$folder/before.csv" "$folder/after.csv" -IncludePicture)
        @($changes | Where-Object { $_.ChangedProperty -contains 'ProfilePictureUrl' }).Count | Should -Be 38
    }

    It 'takes an empty list, and says how many were compared' {
        @(Compare-PostPressRelation @() "$folder/before.csv").Change | Sort-Object -Unique | Should -Be 'Added'
        @(Compare-PostPressRelation "$folder/before.csv" @()).Change | Sort-Object -Unique | Should -Be 'Removed'
        $lines = Compare-PostPressRelation "$folder/before.csv" "$folder/after.csv" -Verbose 4>&1
        "$($lines[-1])" | Should -Be 'Compared 40 relations with 39: 1 added, 2 changed, 2 removed.'
    }

    It 'takes an empty pipeline for a failure, not for an empty list' {
        $nothing = @() | Compare-PostPressRelation "$folder/before.csv" -WarningVariable warnings -WarningAction SilentlyContinue
        $nothing | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike 'Nothing came through the pipeline, so nothing was compared.*'
    }

    It 'needs no connection, and stops early without holding a file' {
        Invoke-Engine -Command "Import-Module '$module'; @(Compare-PostPressRelation '$folder/before.csv' '$folder/after.csv' | Select-Object -First 1).Count" | Should -Match '^1\s*$'
        Copy-Item "$folder/before.csv" "$folder/copy.csv"
        $null = Compare-PostPressRelation "$folder/copy.csv" "$folder/after.csv" | Select-Object -First 1
        [IO.File]::Open("$folder/copy.csv", 'Open', 'ReadWrite', 'None').Dispose()
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a file that is not there'; Id = 'ExportFileNotFound'; Category = 'ObjectNotFound'; Given = { 'nowhere.csv' }; Says = "*nowhere.csv*There is no such file.*" }
        @{ Name = 'a folder'; Id = 'ExportIsDirectory'; Category = 'InvalidArgument'; Given = { $folder }; Says = '*It is a folder.*' }
        @{ Name = 'a path of another provider'; Id = 'PathNotFileSystem'; Category = 'InvalidArgument'; Given = { 'Env:/PATH' }; Says = '*Env:/PATH*' }
        @{ Name = 'a blank path'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { ' ' }; Says = 'The path of an export is blank.*' }
        @{ Name = 'a number'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { 7 }; Says = 'A System.Int32 is no relation: it lacks the properties AccountId,*' }
        @{ Name = 'rows of another delimiter'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { Import-Csv "$folder/before.csv" -Delimiter ';' }; Says = '*it lacks the properties AccountId, FirstName,*-Delimiter*' }
        @{ Name = 'rows without a column'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { $rows | Select-Object * -ExcludeProperty Headline, MemberId }; Says = '*it lacks the properties Headline, MemberId.*' }
        @{ Name = 'a time that is none'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { $row = $rows[0].PSObject.Copy(); $row.CreatedAt = 'soon'; $row }; Says = "The property CreatedAt of a relation can't be read: 'soon' is no time.*" }
        @{ Name = 'a time that is a number'; Id = 'NotARelation'; Category = 'InvalidArgument'; Given = { $row = $rows[0].PSObject.Copy(); $row.CreatedAt = 1747400000000; $row }; Says = '*a System.Int64 is no time*' }
        @{ Name = 'a file that is no export'; Id = 'ExportUnreadable'; Category = 'InvalidData'; Given = { Set-Content "$folder/x.csv" 'Name;Mail'; "$folder/x.csv" }; Says = "Reading '*x.csv': It begins neither with a line of JSON nor with the columns AccountId, FirstName and so on.*" }
        @{ Name = 'a file with a broken line'; Id = 'ExportUnreadable'; Category = 'InvalidData'; Given = { Copy-Item "$folder/before.csv" "$folder/x.csv"; Add-Content "$folder/x.csv" 'acc,half'; "$folder/x.csv" }; Says = "Reading '*x.csv': Line *: it has 2 fields, and the header has 11.*" }
    ) {
        $given = & $Given
        $thrown = Get-OnlyError { Compare-PostPressRelation "$folder/before.csv" $given }
        $thrown.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $thrown.CategoryInfo.Category | Should -Be $Category
        "$thrown" | Should -BeLike $Says
        $thrown.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-OnlyError { Compare-PostPressRelation $given "$folder/before.csv" }).FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'refuses relations that a command before it has changed' {
        $list = 1..3 | ForEach-Object { [PostPress.UserRelation]@{ MemberId = "m$_"; Headline = 'before' } }
        $thrown = Get-OnlyError { $list | ForEach-Object { $_.Headline = 'after'; $_ } | Compare-PostPressRelation $list }
        $thrown.FullyQualifiedErrorId | Should -Be 'ReferenceChanged,PostPress.Commands.ComparePostPressRelationCommand'
        "$thrown" | Should -BeLike '*changed while they were compared. Compare with a copy:*'
    }

    It 'refuses a list that is null, which is no empty list' {
        { Compare-PostPressRelation $null "$folder/before.csv" } | Should -Throw -ErrorId 'ParameterArgumentValidationErrorNullNotAllowed,*'
        { Compare-PostPressRelation "$folder/before.csv" $null } | Should -Throw -ErrorId 'ParameterArgumentValidationErrorNullNotAllowed,*'
    }
}

Describe 'A file that somebody saved again' {
    It 'is read with a semicolon, other columns and times in the form of the culture: <_>' -ForEach 'de-DE', 'en-US', 'en-GB' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            # Whole seconds: that is all that a spreadsheet keeps.
            $whole = $relations | ForEach-Object { $row = $_ | Select-Object *; $row.CreatedAt = [DateTimeOffset]::FromUnixTimeSeconds($_.CreatedAt.ToUnixTimeSeconds()); $row }
            $saved = $whole | Select-Object @{ Name = 'Note'; Expression = { 'x' } }, MemberId, ProfilePictureUrl, * -ErrorAction SilentlyContinue
            $saved | ForEach-Object { $_.CreatedAt = $_.CreatedAt.UtcDateTime.ToString() }
            $saved | Export-Csv "$folder/saved.csv" -NoTypeInformation -Delimiter ';' -Encoding utf8
            $whole | Export-Csv "$folder/whole.csv" -NoTypeInformation -Encoding unicode
            Compare-PostPressRelation $whole "$folder/saved.csv" -IncludePicture | Should -BeNullOrEmpty
            Compare-PostPressRelation "$folder/whole.csv" "$folder/saved.csv" -IncludePicture | Should -BeNullOrEmpty
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }
}

Describe 'The view of a change' {
    BeforeAll { $changes = @(Compare-PostPressRelation "$folder/before.csv" "$folder/after.csv") }

    It 'is a table with what changed, and no control character' {
        $lines = ($changes | Format-Table | Out-String -Width 200) -split '\r?\n' | Where-Object { $_.Trim() }
        $lines[0].Trim() | Should -MatchExactly '^Change\s+Name\s+Headline\s+What changed$'
        $lines | Should -HaveCount 7
        $lines[2] | Should -Match '^Changed .+CEO \[31m +Headline: .+ -> CEO \[31m'
        $lines[3] | Should -Match "MemberId: $($relations[6].MemberId) -> ACoAA-other"
        $lines[4] | Should -Match '^Added +Newcomer'
        ($changes | Format-Table | Out-String -Width 80) -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'is a list' {
        $shown = $changes[1] | Format-List | Out-String -Width 200
        $shown | Should -Match 'ChangedProperty : MemberId'
        $shown | Should -Match "Previous        : MemberId: $($relations[6].MemberId)"
        $shown | Should -Match "Id              : $($changes[1].Id)"
    }

    It 'is the same after Export-Clixml and a job, and so is the object' {
        $changes | Export-Clixml "$folder/changes.xml"
        $job = $changes | Start-Job { Import-Module $using:module; $input } | Receive-Job -Wait -AutoRemoveJob
        foreach ($carried in @(Import-Clixml "$folder/changes.xml"), @($job)) {
            $carried | Should -HaveCount 5
            $carried[0] | Should -BeOfType ([PostPress.PostPressRelationChange])
            $carried[0].Relation | Should -BeOfType ([PostPress.UserRelation])
            $carried[0].Previous.CreatedAt | Should -Be $changes[0].Previous.CreatedAt
            $carried[0].DetectedAt | Should -Be $changes[0].DetectedAt
            $carried[0].ChangedProperty | Should -Be 'Headline'
            $carried[4].ChangedProperty.Count | Should -Be 0
            $carried[4].Previous | Should -BeNullOrEmpty
            $carried | Format-Table | Out-String -Width 200 | Should -Be ($changes | Format-Table | Out-String -Width 200)
        }
    }

    It 'is the same where it came before the module' {
        $changes | Export-Clixml "$folder/changes.xml"
        $shown = Invoke-Engine -Command "`$early = Import-Clixml '$folder/changes.xml'; Import-Module '$module'; `$early | Format-Table | Out-String -Width 200"
        $shown.Trim() | Should -Be ($changes | Format-Table | Out-String -Width 200).Trim()
    }
}
