BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Export-PostPressRelation' {
    BeforeEach { $folder = (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory).FullName }

    AfterEach {
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'writes a CSV that Import-Csv reads back, and says nothing' {
        Connect-PostPress -Sandbox -RelationCount 1200
        Export-PostPressRelation $main "$folder/r.csv" | Should -BeNullOrEmpty
        $rows = Import-Csv "$folder/r.csv"
        $relations = Get-PostPressRelation $main
        $rows.Count | Should -Be 1200
        ($rows.Headline -join '|') | Should -Be ($relations.Headline -join '|')
        [DateTimeOffset] $rows[7].CreatedAt | Should -Be $relations[7].CreatedAt
    }

    It 'writes JSON Lines, and nothing beside them' {
        Connect-PostPress -Sandbox -RelationCount 1200
        Export-PostPressRelation $main "$folder/r.jsonl" | Should -BeNullOrEmpty
        $lines = Get-Content "$folder/r.jsonl" -Encoding utf8 | ConvertFrom-Json
        $lines.Count | Should -Be 1200
        ($lines.member_id -join '|') | Should -Be ((Get-PostPressRelation $main).MemberId -join '|')
        ($lines.headline -join '|') | Should -Be ((Get-PostPressRelation $main).Headline -join '|')
        Get-Content "$folder/r.jsonl" -Encoding utf8 -Raw | Should -Not -Match '\\uD83D'
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'leaves no file after a failure, and the same command resumes' {
        $null = Connect-TestSandbox -RelationCount 3000 -Fault 'Error,Status=403,Page=3'
        $failed = Export-PostPressRelation $main "$folder/r.csv" -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $failed | Should -HaveCount 1
        $failed.Status | Should -Be 'insufficient_permissions'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'insufficient_permissions,*'
        $errors[0].Exception.Message | Should -BeLike '*The same command resumes from here*'
        "$folder/r.csv" | Should -Not -Exist
        $whole = Export-PostPressRelation $main "$folder/r.csv" -PassThru
        $whole.Status, $whole.Rows, $whole.ResumedFrom | Should -Be @('Complete', 3000, 2000)
        (Import-Csv "$folder/r.csv").Count | Should -Be 3000
    }

    It 'writes accounts from the pipeline into one file, none twice' {
        Connect-PostPress -Sandbox -RelationCount 30
        $small, $main, $small | Export-PostPressRelation -Path "$folder/r.jsonl"
        Get-Content "$folder/r.jsonl" | Should -HaveCount 55
    }

    It 'writes nothing and makes no call with -WhatIf' {
        $sandbox = Connect-TestSandbox
        Export-PostPressRelation $main "$folder/w.csv" -WhatIf
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It 'writes no file for an empty pipeline' {
        Connect-PostPress -Sandbox
        @() | Export-PostPressRelation -Path "$folder/r.csv"
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'takes a path of a PowerShell drive, and the current location' {
        Connect-PostPress -Sandbox -RelationCount 10
        Export-PostPressRelation $main TestDrive:/d.csv
        Push-Location $TestDrive
        try { Export-PostPressRelation $main here.csv } finally { Pop-Location }
        "$TestDrive/d.csv", "$TestDrive/here.csv" | Should -Exist
    }

    It 'takes -Format against the extension' {
        Connect-PostPress -Sandbox -RelationCount 5
        Export-PostPressRelation $main "$folder/r.txt" -Format JsonLines
        Get-Content "$folder/r.txt" -Raw | Should -BeLike '{"account_id"*'
    }

    It 'leaves the byte order mark out with -Encoding utf8NoBOM' {
        Connect-PostPress -Sandbox -RelationCount 5
        Export-PostPressRelation $main "$folder/r.csv" -Encoding utf8NoBOM
        [IO.File]::ReadAllBytes("$folder/r.csv")[0] | Should -Be ([byte] [char] 'A')
    }

    It 'neutralises formulas with -SpreadsheetSafe, and the rule of the help gives the text back' {
        Connect-PostPress -Sandbox -RelationCount 500
        Export-PostPressRelation $main "$folder/s.csv" -SpreadsheetSafe
        $rows = Import-Csv "$folder/s.csv"
        $cells = $rows | ForEach-Object { $_.PSObject.Properties.Value }
        $cells -match '(^|[,;\t\r\n])[\s"]*[=+\-@]' | Should -BeNullOrEmpty
        @($cells -match "^'=").Count | Should -BeGreaterThan 0

        $help = (Get-Help Export-PostPressRelation -Parameter SpreadsheetSafe).description.Text -join "`n"
        $rule = [regex]::Match($help, '-replace .*').Value
        $headlines = $rows.Headline | ForEach-Object { $cell = $_; Invoke-Expression "`$cell $rule" }
        $headlines -join '|' | Should -Be ((Get-PostPressRelation $main).Headline -join '|')
    }

    It 'refuses a target that can not be written, before any call: <Id>' -ForEach @(
        @{ Id = 'FormatUnknown'; Path = 'x.txt' }
        @{ Id = 'UnknownPlaceholder'; Path = '{Account}.csv' }
        @{ Id = 'ExportPathTooLong'; Path = "$('n' * 240).csv" }
        @{ Id = 'ExportFolderNotFound'; Path = 'nowhere/x.csv' }
        @{ Id = 'PathNotFileSystem'; Path = 'Env:/x.csv' }
    ) {
        $sandbox = Connect-TestSandbox
        $target = if ($Path -like 'Env:*') { $Path } else { "$folder/$Path" }
        { $ErrorActionPreference = 'Continue'; Export-PostPressRelation $main $target } | Should -Throw -ErrorId "$Id,*"
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It 'names what is in the way: <Id>' -ForEach @(
        @{ Id = 'ExportTargetExists'; Category = 'ResourceExists'; Parameters = @{ NoClobber = $true } }
        @{ Id = 'ExportOtherExport'; Category = 'InvalidOperation'; Parameters = @{ Filter = 'other' } }
    ) {
        Connect-PostPress -Sandbox -RelationCount 3000 -Fault 'Error,Status=403,Page=2'
        $old = [PostPress.UserRelation].GetProperties().Name.Where({ $_ -ne 'Name' }) -join ','
        Set-Content "$folder/r.csv" $old -NoNewline
        Export-PostPressRelation $main "$folder/r.csv" -ErrorAction SilentlyContinue
        $ErrorActionPreference = 'Continue'
        $thrown = try { Export-PostPressRelation $main "$folder/r.csv" @Parameters } catch { $_ }
        $thrown | Should -HaveCount 1
        $thrown.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $thrown.CategoryInfo.Category | Should -Be $Category
        Get-Content "$folder/r.csv" -Raw | Should -BeExactly $old
    }
}
