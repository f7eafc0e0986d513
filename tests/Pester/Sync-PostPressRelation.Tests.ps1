BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $main = 'acc_sandbox_main'
    $live = @{ Sandbox = $true; RelationCount = 300; Fault = 'Live,AddPerDay=5,RemovePerDay=2,ChangePerDay=3'; Now = '2026-07-01T02:00:00Z' }
    function Step-Night { $sandbox.Now = $sandbox.Now.AddDays(1) }
}

Describe 'Sync-PostPressRelation' {
    BeforeEach {
        $folder = (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory).FullName
        $path = "$folder/r.csv"
        $sandbox = (Connect-PostPress @live -PassThru).Sandbox
    }

    AfterEach { Disconnect-PostPress }

    It 'exports at first, and tells nobody as new' {
        $done = @(Sync-PostPressRelation $main $path -PassThru)
        $done | Should -HaveCount 1
        $done.Read, $done.Status, $done.Rows | Should -Be @('Full', 'Complete', (Import-Csv $path).Count)
        Sync-PostPressRelation $main "$folder/i.csv" -ReportInitial | Should -HaveCount $done.Rows
    }

    It 'reads the newest with one call, and writes who is new' {
        $null = Sync-PostPressRelation $main $path
        Step-Night
        $before = $sandbox.GetCalls().Count
        $changes = Sync-PostPressRelation $main $path
        $sandbox.GetCalls().Count - $before | Should -Be 1
        $added = @($changes | Where-Object Change -EQ Added)
        $added.Count | Should -BeGreaterThan 0
        $added[0].Relation.MemberId | Should -Be (Get-PostPressRelation $main -First 1).MemberId
        (Import-Csv $path)[0].MemberId | Should -Be $added[0].Relation.MemberId
        $changes | Out-String | Should -Match 'Added'
    }

    It 'gives what was not taken again, with the same ids' {
        $null = Sync-PostPressRelation $main $path
        Step-Night
        $first = Sync-PostPressRelation $main $path | Select-Object -First 1
        $again = @(Sync-PostPressRelation $main $path)
        $again[0].Id | Should -Be $first.Id
        Sync-PostPressRelation $main $path | Should -BeNullOrEmpty
    }

    It 'gives what a failing script block did not take again' {
        $null = Sync-PostPressRelation $main $path
        Step-Night
        $taken = [Collections.Generic.List[string]]::new()
        { Sync-PostPressRelation $main $path | ForEach-Object { $taken.Add($_.Id); throw 'the CRM is down' } } | Should -Throw '*CRM*'
        (Sync-PostPressRelation $main $path).Id | Should -Contain $taken[0]
    }

    It 'tells who is gone when the list is read whole' {
        $null = Sync-PostPressRelation $main $path
        $before = (Import-Csv $path).MemberId
        1..3 | ForEach-Object { Step-Night }
        $changes = Sync-PostPressRelation $main $path -Full
        $changes.Change | Should -Contain 'Removed'
        @($changes | Where-Object Change -EQ Removed).Relation.MemberId | ForEach-Object { $before | Should -Contain $_ }
        (Import-Csv $path).MemberId | Sort-Object | Should -Be ((Get-PostPressRelation $main).MemberId | Sort-Object)
    }

    It 'says so where the file was changed by hand, and invents no change' {
        $null = Sync-PostPressRelation $main $path
        Set-Content -LiteralPath $path ((Get-Content -LiteralPath $path -Encoding utf8) | Select-Object -SkipLast 1) -Encoding utf8
        $changes = Sync-PostPressRelation $main $path -WarningVariable warnings -WarningAction SilentlyContinue
        $changes | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*the whole list is read, because the file is not as the last sync left it*'
        (Import-Csv $path).Count | Should -Be @(Get-PostPressRelation $main).Count
    }

    It 'says so where its memory is lost' {
        $null = Sync-PostPressRelation $main $path
        Remove-Item -LiteralPath "$path.postpress-sync"
        Sync-PostPressRelation $main $path -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*what was remembered of it is lost; no changes are told this time*'
    }

    It 'writes nothing with -WhatIf' {
        $null = Sync-PostPressRelation $main $path
        Step-Night
        $before = Get-FileHash "$path.postpress-sync", $path
        Sync-PostPressRelation $main $path -WhatIf | Should -BeNullOrEmpty
        (Get-FileHash "$path.postpress-sync", $path).Hash | Should -Be $before.Hash
        @(Sync-PostPressRelation $main $path).Count | Should -BeGreaterThan 0
    }

    It 'goes on with the other accounts where one fails' {
        $done = Sync-PostPressRelation $main, acc_error_account_restricted, acc_sandbox_small "$folder/{AccountId}.csv" -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        ($done | Sort-Object AccountId).Status | Should -Be @('account_restricted', 'Complete', 'Complete')
        $failed.FullyQualifiedErrorId | Should -BeLike 'account_restricted,*'
        (Get-ChildItem $folder -Filter *.csv).Name | Sort-Object | Should -Be @("$main.csv", 'acc_sandbox_small.csv')
    }

    It 'keeps JSON Lines and a spreadsheet-safe file as well' {
        foreach ($case in @{ LiteralPath = "$folder/r.jsonl" }, @{ LiteralPath = "$folder/s.csv"; SpreadsheetSafe = $true; Delimiter = ';' }) {
            $null = Sync-PostPressRelation $main @case
            $null = Sync-PostPressRelation $main @case -Full
            Sync-PostPressRelation $main @case -Full | Should -BeNullOrEmpty
        }
    }

    It 'is refused with the error of an export while another has the file' {
        $null = Sync-PostPressRelation $main $path
        $held = [IO.FileStream]::new("$path.postpress-lock", 'Create', 'ReadWrite', 'None')
        try { { Sync-PostPressRelation $main $path } | Should -Throw -ErrorId 'ExportInUse,*' }
        finally { $held.Dispose() }
    }

    It 'refuses what nobody means: <Id>' -ForEach @(
        @{ Parameters = @{ FullEvery = 7 }; Id = 'ParameterArgumentValidationError*' }
        @{ Parameters = @{ Path = "$TestDrive/no/r.csv" }; Id = 'ExportFolderNotFound*' }
        @{ Parameters = @{ Path = 'r.txt' }; Id = 'FormatUnknown*' }
        @{ Parameters = @{ AccountId = ' ' }; Id = 'AccountIdBlank*' }
    ) {
        $all = @{ AccountId = $main; Path = $path } + @{}
        foreach ($name in $Parameters.Keys) { $all[$name] = $Parameters[$name] }
        { Sync-PostPressRelation @all } | Should -Throw -ErrorId $Id
    }
}
