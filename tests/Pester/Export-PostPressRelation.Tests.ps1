BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Export-PostPressRelation' {
    AfterEach { Disconnect-PostPress }

    It 'writes a CSV that Import-Csv reads back' {
        Connect-PostPress -Sandbox -RelationCount 1200
        Export-PostPressRelation $main "$TestDrive/r.csv" | Should -BeNullOrEmpty
        $rows = Import-Csv "$TestDrive/r.csv"
        $relations = Get-PostPressRelation $main
        $rows.Count | Should -Be 1200
        ($rows.Headline -join '|') | Should -Be ($relations.Headline -join '|')
        [DateTimeOffset] $rows[7].CreatedAt | Should -Be $relations[7].CreatedAt
    }

    It 'writes JSON Lines' {
        Connect-PostPress -Sandbox -RelationCount 120
        Export-PostPressRelation $main "$TestDrive/r.jsonl"
        $lines = Get-Content "$TestDrive/r.jsonl" -Encoding utf8 | ConvertFrom-Json
        ($lines.member_id -join '|') | Should -Be ((Get-PostPressRelation $main).MemberId -join '|')
        ($lines.headline -join '|') | Should -Be ((Get-PostPressRelation $main).Headline -join '|')
        Get-Content "$TestDrive/r.jsonl" -Encoding utf8 -Raw | Should -Not -Match '\\uD83D'
    }

    It 'leaves no file after a failure, and the same command resumes' {
        Connect-PostPress -Sandbox -RelationCount 3000 -Fault 'Error,Status=403,Page=3'
        $failed = Export-PostPressRelation $main "$TestDrive/f.csv" -PassThru -ErrorAction SilentlyContinue
        $failed.Status | Should -Be 'insufficient_permissions'
        "$TestDrive/f.csv" | Should -Not -Exist
        $whole = Export-PostPressRelation $main "$TestDrive/f.csv" -PassThru
        $whole.Status, $whole.Rows, $whole.ResumedFrom | Should -Be @('Complete', 3000, 2000)
        (Import-Csv "$TestDrive/f.csv").Count | Should -Be 3000
    }

    It 'writes nothing with -WhatIf' {
        Connect-PostPress -Sandbox
        Export-PostPressRelation $main "$TestDrive/w.csv" -WhatIf
        "$TestDrive/w.csv" | Should -Not -Exist
    }

    It 'takes a path of a PowerShell drive, and the current location' {
        Connect-PostPress -Sandbox -RelationCount 10
        Export-PostPressRelation $main TestDrive:/d.csv
        Push-Location $TestDrive
        try { Export-PostPressRelation $main here.csv } finally { Pop-Location }
        "$TestDrive/d.csv", "$TestDrive/here.csv" | Should -Exist
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'FormatUnknown'; Path = 'x.txt' }
        @{ Id = 'ExportFolderNotFound'; Path = 'nowhere/x.csv' }
        @{ Id = 'PathNotFileSystem'; Path = 'Env:/x.csv' }
    ) {
        Connect-PostPress -Sandbox
        $target = if ($Path -like 'Env:*') { $Path } else { "$TestDrive/$Path" }
        { Export-PostPressRelation $main $target } | Should -Throw -ErrorId "$Id,*"
    }

    It 'neutralises formulas with -SpreadsheetSafe, and the rule of the help gives the text back' {
        Connect-PostPress -Sandbox -RelationCount 500
        Export-PostPressRelation $main "$TestDrive/s.csv" -SpreadsheetSafe
        $rows = Import-Csv "$TestDrive/s.csv"
        $cells = $rows | ForEach-Object { $_.PSObject.Properties.Value }
        $cells -match '(^|[,;\t\r\n])[\s"]*[=+\-@]' | Should -BeNullOrEmpty
        @($cells -match "^'=").Count | Should -BeGreaterThan 0

        $help = (Get-Help Export-PostPressRelation -Parameter SpreadsheetSafe).description.Text -join "`n"
        $rule = [regex]::Match($help, '-replace .*').Value
        $headlines = $rows.Headline | ForEach-Object { $cell = $_; Invoke-Expression "`$cell $rule" }
        $headlines -join '|' | Should -Be ((Get-PostPressRelation $main).Headline -join '|')
    }
}
