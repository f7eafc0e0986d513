BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Export-PostPressRelation of several accounts' {
    BeforeEach { $folder = [IO.Directory]::CreateDirectory("$TestDrive/$([guid]::NewGuid())").FullName }

    AfterEach {
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'makes a file for each: <Case>' -ForEach @(
        @{ Case = 'by {AccountId}'; Path = 'r-{AccountId}.csv'; Parameters = @{}; Files = 'r-acc_sandbox_main.csv', 'r-acc_sandbox_small.csv' }
        @{ Case = 'in a folder'; Path = ''; Parameters = @{}; Files = 'acc_sandbox_main.csv', 'acc_sandbox_small.csv' }
        @{ Case = 'in a folder, as JSON Lines'; Path = ''; Parameters = @{ Format = 'JsonLines' }; Files = 'acc_sandbox_main.jsonl', 'acc_sandbox_small.jsonl' }
    ) {
        Connect-PostPress -Sandbox -RelationCount 30
        $exports = Export-PostPressRelation $main, $small "$folder/$Path" -PassThru @Parameters | Sort-Object AccountId
        (Get-ChildItem $folder -Force).Name | Sort-Object | Should -Be $Files
        ($exports.AccountId -join ' '), ($exports.Rows -join ' '), ($exports.Status -join ' ') | Should -Be @("$main $small", '30 25', 'Complete Complete')
    }

    It 'reads the others when one fails, and the file waits for it' {
        Connect-PostPress -Sandbox -RelationCount 30
        $exports = Export-PostPressRelation acc_error_disconnected_account, $small "$folder/r.csv" -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $exports.Status | Should -Be @('disconnected_account', 'Waiting')
        $errors | Should -HaveCount 1
        "$folder/r.csv" | Should -Not -Exist
        # The account is given up: what is there of the other is kept.
        $whole = Export-PostPressRelation $small "$folder/r.csv" -PassThru -WarningAction SilentlyContinue -WarningVariable warnings
        $whole.Status, $whole.Calls, $whole.Rows | Should -Be @('Complete', 0, 25)
        $warnings | Should -BeLike '*no longer wanted*acc_error_disconnected_account*'
    }

    It 'has a status for each account, also for one whose file can not be written' {
        Connect-PostPress -Sandbox -RelationCount 30
        Set-Content "$folder/$main.csv" 'old'
        $exports = Export-PostPressRelation $main, $small $folder -NoClobber -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors | Sort-Object AccountId
        ($exports.AccountId -join ' '), ($exports.Status -join ' ') | Should -Be @("$main $small", 'ExportTargetExists Complete')
        $exports[0].Path, $exports[0].Rows, $exports[0].Verified | Should -Be @("$folder/$main.csv", 0, $false)
        $errors.FullyQualifiedErrorId | Should -BeLike 'ExportTargetExists,*'
    }

    It 'takes {accountid} in any case' {
        Connect-PostPress -Sandbox -RelationCount 30
        Export-PostPressRelation $main, $small "$folder/{accountid}.csv"
        (Get-ChildItem $folder -Force).Name | Sort-Object | Should -Be @("$main.csv", "$small.csv")
    }

    It 'refuses another word in braces before any call: <Path>' -ForEach @(
        @{ Path = '{Account}.csv'; Word = '{Account}' }
        @{ Path = 'r-{0}.csv'; Word = '{0}' }
        @{ Path = '{Account Id}/{AccountId}.csv'; Word = '{Account Id}' }
        @{ Path = '{AccountId}-{date}.csv'; Word = '{date}' }
        @{ Path = '{account_id}'; Word = '{account_id}' }
    ) {
        $sandbox = Connect-TestSandbox -RelationCount 30
        foreach ($command in { Export-PostPressRelation $main, $small "$folder/$Path" }, { Sync-PostPressRelation $main, $small "$folder/$Path" }, { Get-PostPressExport "$folder/$Path" }, { Remove-PostPressExport "$folder/$Path" }) {
            $thrown = Get-OnlyError $command
            $thrown.FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
            $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$thrown" | Should -Be "'$Word' in the path '$folder/$Path' is not a placeholder. Write {AccountId} for a file for each account, or use -LiteralPath if the name has these braces."
        }

        Get-NewCall $sandbox | Should -BeNullOrEmpty
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'takes braces that are part of a name: of a folder that is there, of a GUID, and with -LiteralPath' {
        $sandbox = Connect-TestSandbox -RelationCount 3000 -Fault 'Error,Status=403,Page=3'
        $odd = [IO.Directory]::CreateDirectory("$folder/{old} x").FullName
        Export-PostPressRelation -LiteralPath "$odd/{Account}.csv" -AccountId $main -ErrorAction SilentlyContinue
        # What one command shows, the next one takes.
        Get-PostPressExport $odd | Get-PostPressExport | Remove-PostPressExport -WhatIf
        (Get-PostPressExport $odd | Get-PostPressExport).Path | Should -Be "$odd/{Account}.csv"
        Export-PostPressRelation -LiteralPath "$odd/{Account}.csv" -AccountId $main
        $guid = '{3F2504E0-4F89-11D3-9A0C-0305E82C3301}'
        Push-Location -LiteralPath $odd
        try { Export-PostPressRelation $main, $small '{AccountId}.csv'; Export-PostPressRelation $small "$guid.csv" } finally { Pop-Location }
        (Get-ChildItem $odd -Force).Name | Sort-Object | Should -Be (@('{Account}.csv', "$guid.csv", "$main.csv", "$small.csv") | Sort-Object)
        Get-NewCall $sandbox | Should -Not -BeNullOrEmpty
    }

    It 'says that a folder is missing, of a path that ends like one' {
        Connect-PostPress -Sandbox -RelationCount 30
        { Export-PostPressRelation $main "$folder/none/" } | Should -Throw -ErrorId 'ExportFolderNotFound,*'
        (Export-PostPressRelation $main, $small "$folder/none/" -PassThru -ErrorAction SilentlyContinue).Status | Should -Be @('ExportFolderNotFound', 'ExportFolderNotFound')
    }

    It 'replaces no file but a list of relations, with or without -Force, and says which column would be lost' {
        $sandbox = Connect-TestSandbox -RelationCount 30
        Get-Process -Id $PID | Select-Object Name, Id | Export-Csv "$folder/notes.csv" -NoTypeInformation
        Export-PostPressRelation $small "$folder/$small.csv"
        $rows = Import-Csv "$folder/$small.csv"
        $rows | Select-Object *, Notes | Export-Csv "$folder/$small.csv" -NoTypeInformation
        $before = Get-ChildItem $folder | Get-FileHash
        $null = Get-NewCall $sandbox
        foreach ($command in 'Export-PostPressRelation', 'Sync-PostPressRelation') {
            foreach ($force in $false, $true) {
                $thrown = Get-OnlyError { & $command -AccountId $main -Path "$folder/notes.csv" -Force:$force }
                $thrown.FullyQualifiedErrorId | Should -BeLike 'TargetIsNotARelationsFile,*'
                $thrown.CategoryInfo.Category | Should -Be 'ResourceExists'
                "$thrown" | Should -BeLike '*is not a file of relations*Choose another -Path, or remove the file*'
                "$(Get-OnlyError { & $command -AccountId $small -Path "$folder/$small.csv" -Force:$force })" | Should -BeLike "*would lose it: 'Notes'.*"
            }
        }

        Get-NewCall $sandbox | Should -BeNullOrEmpty
        (Get-ChildItem $folder -Force | Get-FileHash).Hash | Should -Be $before.Hash
    }

    It 'has a file of its own for the account that is well, when another fails' {
        Connect-PostPress -Sandbox -RelationCount 30
        Export-PostPressRelation acc_error_disconnected_account, $small $folder -ErrorAction SilentlyContinue
        (Get-ChildItem $folder -Force).Name | Should -Be 'acc_sandbox_small.csv'
    }
}

Describe 'The file of an export' {
    BeforeAll { Connect-PostPress -Sandbox -RelationCount 40 }

    AfterAll { Disconnect-PostPress }

    BeforeEach { $folder = [IO.Directory]::CreateDirectory("$TestDrive/$([guid]::NewGuid())").FullName }

    It 'takes a folder whose name looks like a pattern: <Parameter>' -ForEach @(@{ Parameter = 'Path' }, @{ Parameter = 'LiteralPath' }) {
        $odd = [IO.Directory]::CreateDirectory("$folder/[b] x").FullName
        $target = @{ $Parameter = "$odd/r.csv" }
        Export-PostPressRelation $main @target
        [IO.File]::Exists("$odd/r.csv") | Should -BeTrue
    }

    It 'takes a path whose brackets were escaped, as -Path of other commands does' {
        $odd = [IO.Directory]::CreateDirectory("$folder/[b] x").FullName
        Export-PostPressRelation $main ([WildcardPattern]::Escape("$odd/r.csv"))
        [IO.File]::Exists("$odd/r.csv") | Should -BeTrue
    }

    It 'refuses an age that is a number of ticks: <_>' -ForEach 24, '-1:00', '00:00:00.5' {
        { Export-PostPressRelation $main "$folder/r.csv" -MaximumAge $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*12:00:00 for hours*'
    }

    It 'takes an age of hours, of days and none: <_>' -ForEach '12:00:00', '2', '2.00:00:00', 0 {
        (Export-PostPressRelation $main "$folder/r.csv" -MaximumAge $_ -PassThru).Status | Should -Be 'Complete'
    }

    It 'has the delimiter that was asked for, and reads back' {
        Export-PostPressRelation $main "$folder/r.csv" -Delimiter ';' -SpreadsheetSafe
        $rows = Import-Csv "$folder/r.csv" -Delimiter ';'
        ($rows.MemberId -join '|') | Should -Be ((Get-PostPressRelation $main).MemberId -join '|')
    }

    It 'refuses -UseCulture where the culture has no list separator' {
        $culture = [cultureinfo]::CurrentCulture
        $none = [cultureinfo]::new('de-DE')
        $none.TextInfo.ListSeparator = ''
        [cultureinfo]::CurrentCulture = $none
        try { { Export-PostPressRelation $main "$folder/r.csv" -UseCulture } | Should -Throw -ErrorId 'DelimiterNotPossible,*' } finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'has the list separator of the culture with -UseCulture' {
        $culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = 'de-DE'
        try { Export-PostPressRelation $main "$folder/r.csv" -UseCulture } finally { [cultureinfo]::CurrentCulture = $culture }
        Get-Content "$folder/r.csv" -TotalCount 1 | Should -BeLike '*AccountId;FirstName;*'
    }

    It 'refuses what can not be, with the reason: <Id>, <Case>' -ForEach @(
        @{ Id = 'AppendNotPossible'; Case = 'always'; Parameters = @{ Append = $true } }
        @{ Id = 'DelimiterNotPossible'; Case = 'a quote'; Parameters = @{ Delimiter = '"' } }
        @{ Id = 'DelimiterNotPossible'; Case = 'a blank'; Parameters = @{ Delimiter = ' ' } }
        @{ Id = 'DelimiterNotPossible'; Case = 'a letter'; Parameters = @{ Delimiter = 'a' } }
        @{ Id = 'DelimiterNotPossible'; Case = 'half an emoji'; Parameters = @{ Delimiter = [char] 0xD83D } }
        @{ Id = 'DelimiterNotPossible'; Case = 'two separators'; Parameters = @{ Delimiter = ';'; UseCulture = $true } }
    ) {
        { Export-PostPressRelation $main "$folder/r.csv" @Parameters } | Should -Throw -ErrorId "$Id,*"
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'stays where the new one has far fewer rows, until -Force' {
        Export-PostPressRelation $main "$folder/r.csv"
        $good = Get-Content "$folder/r.csv" -Raw
        Connect-PostPress -Sandbox -RelationCount 3
        try {
            $refused = Export-PostPressRelation $main "$folder/r.csv" -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $refused.Status, $errors[0].CategoryInfo.Category | Should -Be @('too_few_rows', 'InvalidResult')
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'too_few_rows,*'
            Get-Content "$folder/r.csv" -Raw | Should -BeExactly $good
            $forced = Export-PostPressRelation $main "$folder/r.csv" -PassThru -Force
            $forced.Status, $forced.Rows, $forced.Calls | Should -Be @('Complete', 3, 0)
        }
        finally {
            Connect-PostPress -Sandbox -RelationCount 40
        }
    }
}

Describe 'Get-PostPressExport and Remove-PostPressExport' {
    BeforeAll {
        $folder = [IO.Directory]::CreateDirectory("$TestDrive/unfinished").FullName
        Connect-PostPress -Sandbox -RelationCount 400 -Fault 'Error,Status=403,Page=4,Times=2'
        Export-PostPressRelation $main "$folder/a.csv" -PageSize 100 -ErrorAction SilentlyContinue
        Export-PostPressRelation $main, $small "$folder/b.jsonl" -PageSize 100 -ErrorAction SilentlyContinue
    }

    AfterAll { Disconnect-PostPress }

    It 'shows how far an export is' {
        $export = Get-PostPressExport "$folder/a.csv"
        $export | Should -BeOfType ([PostPress.PostPressUnfinishedExport])
        $export.Path, $export.Rows, $export.NextPage | Should -Be @("$folder/a.csv", 300, 4)
        $export.AccountId, $export.PendingAccountId | Should -Be @($main, $main)
        $export.Age | Should -BeLessThan ([timespan] '1:00')
        $export.BeganAt | Should -BeLessOrEqual ([DateTimeOffset]::UtcNow)
        $export | Out-String | Should -Match '300\s+4\s+acc_sandbox_main'
    }

    It 'finds all of a folder, and of a path with {AccountId}' {
        (Get-PostPressExport $folder).Rows | Should -Be @(300, 325)
        (Get-PostPressExport "$folder/{AccountId}.csv").Rows | Should -Be 300
        (Get-PostPressExport "$folder/{accountid}.jsonl").Rows | Should -Be 325
        (Get-PostPressExport "$(Split-Path $folder)/{AccountId}/a.csv").Rows | Should -Be 300
        Get-PostPressExport "$folder/r-{AccountId}.csv" | Should -BeNullOrEmpty
        Push-Location -LiteralPath $folder
        try { (Get-PostPressExport).Rows | Should -Be @(300, 325) } finally { Pop-Location }
    }

    It 'says nothing where nothing is unfinished' {
        Get-PostPressExport "$folder/none.csv" | Should -BeNullOrEmpty
    }

    It 'throws away nothing that a path with {AccountId} does not mean, and nothing without a path' {
        Remove-PostPressExport "$folder/r-{AccountId}.csv"
        Get-PostPressExport $folder | Should -HaveCount 2
        (Get-Command Remove-PostPressExport).Parameters['Path'].ParameterSets['Path'].IsMandatory | Should -BeTrue
    }

    It 'throws away what comes through the pipeline, not with -WhatIf' {
        Get-PostPressExport $folder | Remove-PostPressExport -WhatIf
        Get-PostPressExport $folder | Should -HaveCount 2
        Get-PostPressExport "$folder/a.csv" | Remove-PostPressExport
        (Get-PostPressExport $folder).Path | Should -Be "$folder/b.jsonl"
        Remove-PostPressExport -LiteralPath "$folder/b.jsonl"
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'leaves one alone that is running' {
        $lock = [IO.File]::Open("$folder/c.csv.postpress-lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { { Remove-PostPressExport "$folder/c.csv" -ErrorAction Stop } | Should -Throw -ErrorId 'ExportInUse,*' } finally { $lock.Dispose() }
    }
}

Describe 'Get-PostPressRelation verifies' {
    It 'a list of several pages with two calls, and says so: <Size>' -ForEach @(@{ Size = 1000; Calls = 1 }, @{ Size = 100; Calls = 10 + 2 }) {
        $sandbox = Connect-TestSandbox -RelationCount 1000
        try {
            $verbose = Get-PostPressRelation $main -PageSize $Size -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            (Get-NewCall $sandbox) -split ' ' | Should -HaveCount $Calls
            $verbose | Where-Object Message -like '*the list is verified; 0 added and 0 missed*' | Should -HaveCount 1
        }
        finally {
            Disconnect-PostPress
            Stop-PostPressSandbox
        }
    }

    It 'every page with -VerifyEveryPage' {
        $sandbox = Connect-TestSandbox -RelationCount 1000
        try {
            Get-PostPressRelation $main -PageSize 100 -VerifyEveryPage | Should -HaveCount 1000
            (Get-NewCall $sandbox) -split ' ' | Should -HaveCount 20
        }
        finally {
            Disconnect-PostPress
            Stop-PostPressSandbox
        }
    }
}
