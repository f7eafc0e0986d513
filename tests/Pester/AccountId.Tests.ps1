BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    # It takes any account id, as a server may.
    $server = Start-TestServer @{ Body = '{"items":[{"member_id":"a"}],"cursor":null}' }
    Connect-PostPress -BaseUri $server.BaseUri -ApiKey (ConvertTo-Key 'pp_test_x') -PageDelaySec 0
    function Get-AskedAccount { @($server.Requests) | ForEach-Object { $_.Query.account_id } }
}

AfterAll {
    Disconnect-PostPress
    Stop-TestServer $server
}

Describe 'What says which account is meant' {
    BeforeEach { $server.Requests.Clear() }

    It 'is <Name>' -ForEach @(
        @{ Name = 'a text'; Value = { 'acc_1' } }
        @{ Name = 'a property AccountId'; Value = { [pscustomobject]@{ AccountId = 'acc_1'; Id = 7; Name = 'x' } } }
        @{ Name = 'a property Id'; Value = { [pscustomobject]@{ Id = 'acc_1'; Token = 'secret' } } }
        @{ Name = 'a row of Import-Csv'; Value = { "Name,AccountId`nAda,acc_1" | ConvertFrom-Csv } }
        @{ Name = 'an object from JSON'; Value = { '{"id":"acc_1"}' | ConvertFrom-Json } }
        @{ Name = 'a text with properties of its own'; Value = { 'acc_1' | Add-Member NoteProperty AccountId 'other' -PassThru } }
    ) {
        (& $Value | Get-PostPressRelation).MemberId | Should -Be 'a'
        (Get-PostPressRelation -AccountId (& $Value)).MemberId | Should -Be 'a'
        & $Value | Export-PostPressRelation -Path "$TestDrive/one.csv"
        Get-AskedAccount | Should -Be @('acc_1', 'acc_1', 'acc_1')
    }

    It 'are many at once, texts and objects' {
        $many = 'acc_1', [pscustomobject]@{ AccountId = 'acc_2', 'acc_3' }, [pscustomobject]@{ Id = 'acc_4' }
        $null = Get-PostPressRelation -AccountId $many -ThrottleLimit 1
        $null = $many | Get-PostPressRelation -ThrottleLimit 1
        $null = , $many | Get-PostPressRelation -ThrottleLimit 1
        Get-AskedAccount | Should -Be @(1..3 | ForEach-Object { 'acc_1', 'acc_2', 'acc_3', 'acc_4' })
    }

    It 'are the elements of <Name>' -ForEach @(
        @{ Name = 'the keys of a hashtable'; Value = { , ([ordered]@{ acc_1 = 1; acc_2 = 2 }).Keys } }
        @{ Name = 'a HashSet'; Value = { , [Collections.Generic.HashSet[string]]::new([string[]]('acc_1', 'acc_2')) } }
        @{ Name = 'a Queue'; Value = { , [Collections.Queue]::new(@('acc_1', [pscustomobject]@{ Id = 'acc_2' })) } }
        @{ Name = 'a property that is a queue'; Value = { [pscustomobject]@{ AccountId = [Collections.Generic.Queue[string]]::new([string[]]('acc_1', 'acc_2')) } } }
        @{ Name = 'a DataTable'; Value = {
                $table = [Data.DataTable]::new()
                $null = $table.Columns.Add('AccountId')
                'acc_1', 'acc_2' | ForEach-Object { $null = $table.Rows.Add($_) }
                , $table
            }
        }
    ) {
        $null = Get-PostPressRelation -AccountId (& $Value) -ThrottleLimit 1
        Export-PostPressRelation -AccountId (& $Value) -Path "$TestDrive/elements.csv"
        Get-AskedAccount | Should -Be @('acc_1', 'acc_2', 'acc_1', 'acc_2')
    }

    It 'are lines, without what is left of their ends' {
        $lines = "acc_1`r`n acc_2 `t`r" -split "`n"
        $null = $lines | Get-PostPressRelation -ThrottleLimit 1
        Export-PostPressRelation -AccountId $lines -Path "$TestDrive/lines.csv" -PassThru | ForEach-Object AccountId | Should -Be @('acc_1', 'acc_2')
        Get-AskedAccount | Should -Be @('acc_1', 'acc_2', 'acc_1', 'acc_2')
    }

    It 'is what a script block makes of the object' {
        $null = [pscustomobject]@{ Konto = 'acc_1' } | Get-PostPressRelation -AccountId { $_.Konto }
        Get-AskedAccount | Should -Be 'acc_1'
    }

    It 'is -Id too' {
        $null = Get-PostPressRelation -Id acc_1
        Get-AskedAccount | Should -Be 'acc_1'
    }
}

Describe 'What does not say which account is meant' {
    BeforeEach { $server.Requests.Clear() }

    It 'is <Name>: an error of its own, without a call, and the next goes on' -ForEach @(
        @{ Name = 'an object of something else'; Id = 'AccountIdMissing'; Value = { [pscustomobject]@{ Account = 'acc_0'; Token = 'S3cret' } } }
        @{ Name = 'a row that was split at the wrong separator'; Id = 'AccountIdMissing'; Value = { "AccountId;Token`nacc_0;S3cret" | ConvertFrom-Csv } }
        @{ Name = 'a hashtable'; Id = 'AccountIdMissing'; Value = { @{ AccountId = 'acc_0'; Token = 'S3cret' } } }
        @{ Name = 'a number'; Id = 'AccountIdMissing'; Value = { 4711 } }
        @{ Name = 'an object whose Id is a number'; Id = 'AccountIdMissing'; Value = { Get-Process -Id $PID } }
        @{ Name = 'an object whose AccountId is an object'; Id = 'AccountIdMissing'; Value = { [pscustomobject]@{ AccountId = [pscustomobject]@{ Token = 'S3cret' } } } }
        @{ Name = 'a property that fails'; Id = 'AccountIdMissing'; Value = { [pscustomobject]@{ A = 1 } | Add-Member ScriptProperty AccountId { throw 'S3cret' } -PassThru } }
        @{ Name = 'a secure string'; Id = 'AccountIdMissing'; Value = { ConvertTo-Key 'S3cret' } }
        @{ Name = 'an empty text'; Id = 'AccountIdBlank'; Value = { '' } }
        @{ Name = 'a blank text'; Id = 'AccountIdBlank'; Value = { ' ' } }
        @{ Name = 'nothing'; Id = 'AccountIdBlank'; Value = { $null } }
        @{ Name = 'an empty list'; Id = 'AccountIdBlank'; Value = { , @() } }
        @{ Name = 'an empty queue'; Id = 'AccountIdBlank'; Value = { , [Collections.Queue]::new() } }
        @{ Name = 'a line end'; Id = 'AccountIdBlank'; Value = { "`r`n" } }
        @{ Name = 'a text of two lines'; Id = 'AccountIdControlCharacter'; Value = { "acc_0`r`nacc_2" } }
        @{ Name = 'a text with a null'; Id = 'AccountIdControlCharacter'; Value = { "`0acc_0" } }
        @{ Name = 'a text with what marks a relation'; Id = 'AccountIdControlCharacter'; Value = { "`0`0" } }
        @{ Name = 'a text with a zero-width space'; Id = 'AccountIdControlCharacter'; Value = { "acc_0$([char] 0x200B)" } }
        @{ Name = 'a row with an empty cell'; Id = 'AccountIdBlank'; Value = { [pscustomobject]@{ AccountId = ''; Id = 'S3cret' } } }
        @{ Name = 'a row with nothing in the cell'; Id = 'AccountIdBlank'; Value = { [pscustomobject]@{ AccountId = $null } } }
    ) {
        $bad = & $Value
        $relations = $bad, 'acc_1' | Get-PostPressRelation -ErrorAction SilentlyContinue -ErrorVariable problem
        $relations.MemberId | Should -Be 'a'
        Get-AskedAccount | Should -Be 'acc_1'
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem[0].TargetObject | Should -BeNullOrEmpty
        $problem[0] | Format-List * -Force | Out-String | Should -Not -Match 'S3cret|4711'

        $server.Requests.Clear()
        $null = Get-PostPressRelation -AccountId $bad -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-AskedAccount | Should -BeNullOrEmpty
    }

    It 'is named by what is missing' {
        $null = [pscustomobject]@{ Account = 'acc_0' } | Get-PostPressRelation -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].Exception.Message | Should -Be ('A System.Management.Automation.PSCustomObject does not say which account is meant: it has no property AccountId or Id that is a text. ' +
            'Give account ids, or objects with the property AccountId; for Import-Csv check the header line and -Delimiter.')
    }

    It 'is a text with what nobody sees' {
        $problem = Get-OnlyError { Get-PostPressRelation "acc_1`racc_2" }
        $problem.Exception.Message | Should -Be ("The account id 'acc_1 acc_2' contains the invisible character U+000D. " +
            'Give one id for each string, and type it again if it was copied; Get-Content without -Raw reads a file that has an id on each line.')
    }

    It 'is a list that contains itself' {
        $list = [Collections.ArrayList]::new()
        $null = $list.Add($list)
        { Get-PostPressRelation -AccountId $list } | Should -Throw
        { Compare-PostPressRelation $list @() } | Should -Throw
        $server.Requests.Count | Should -Be 0
    }

    It 'ends an export before the first call, in whatever place it comes: <_>' -ForEach @('Blank', 'Empty', 'Null', 'Other') {
        $bad = @{ Blank = ' '; Empty = [pscustomobject]@{ AccountId = '' }; Null = $null; Other = [pscustomobject]@{ Account = 'acc_0' } }[$_]
        $id = if ($_ -eq 'Other') { 'AccountIdMissing,*' } else { 'AccountIdBlank,*' }
        { 'acc_1', $bad, 'acc_2' | Export-PostPressRelation -Path "$TestDrive/bad.csv" -ErrorAction SilentlyContinue } | Should -Throw -ErrorId $id
        "$TestDrive/bad.csv" | Should -Not -Exist
        Get-AskedAccount | Should -BeNullOrEmpty
    }
}

Describe 'A relation is no account id: <Name>' -ForEach @(
    @{ Name = 'as it was read'; Value = { $_ } }
    @{ Name = 'selected'; Value = { $_ | Select-Object AccountId, FirstName } }
    @{ Name = 'from a file of Export-Clixml'; Value = { $_ | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" } }
    @{ Name = 'carried from where the module is not'; Value = {
            $carried = [Management.Automation.PSSerializer]::Serialize(($_ | Select-Object *)) -replace 'PostPress\.UserRelation', 'Other'
            [Management.Automation.PSSerializer]::Deserialize($carried)
        }
    }
    @{ Name = 'selected and carried by a job'; Value = { $_ | Select-Object AccountId, FirstName | Start-Job { $input } | Receive-Job -Wait -AutoRemoveJob } }
    @{ Name = 'a row of its CSV'; Value = { $_ | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
    @{ Name = 'some columns of its CSV'; Value = { $_ | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | Select-Object AccountId, MemberUrn } }
    @{ Name = 'from JSON'; Value = { $_ | ConvertTo-Json | ConvertFrom-Json } }
    @{ Name = 'a row of the API'; Value = { '{"id":"acc_1","member_id":"a"}' | ConvertFrom-Json } }
    @{ Name = 'a change of one'; Value = { Compare-PostPressRelation @() $_ } }
    @{ Name = 'a row of the CSV of changes'; Value = { Compare-PostPressRelation @() $_ | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
) {
    BeforeAll {
        $relation = [PostPress.UserRelation]@{ AccountId = 'acc_1'; FirstName = 'Ada'; MemberId = 'a' } | ForEach-Object $Value
        $relation | Should -Not -BeNullOrEmpty
    }
    BeforeEach { $server.Requests.Clear() }

    It 'ends <_> before any call' -ForEach @('Export-PostPressRelation', 'Sync-PostPressRelation', 'Get-PostPressRelation', 'Test-PostPressConnection') {
        $parameters = if ($_ -match '^(Export|Sync)') { @{ Path = "$TestDrive/relation.csv" } } else { @{} }
        { $relation | & $_ @parameters -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RelationAsAccountId,*' -ExpectedMessage "$_ takes account ids and was given a relation.*Export-Csv*"
        { & $_ -AccountId 'acc_1', $relation @parameters -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RelationAsAccountId,*'
        "$TestDrive/relation.csv" | Should -Not -Exist
        $server.Requests.Count | Should -Be 0
    }
}

Describe 'Relations down the pipeline' {
    It 'end an export, whatever came before them' {
        $server.Requests.Clear()
        { & { 'acc_0'; Get-PostPressRelation acc_1 } | Export-PostPressRelation -Path "$TestDrive/mixed.csv" } | Should -Throw -ErrorId 'RelationAsAccountId,*'
        "$TestDrive/mixed.csv" | Should -Not -Exist
        Get-AskedAccount | Should -Be 'acc_1'
    }

    It 'leave the file that is there alone' {
        $path = "$TestDrive/there.csv"
        Export-PostPressRelation acc_1 $path
        $before = Get-Content $path -Raw
        { Get-PostPressRelation acc_1 | Where-Object FirstName -EQ 'nobody' | Export-PostPressRelation -Path $path } | Should -Not -Throw
        { Get-PostPressRelation acc_1 | Sync-PostPressRelation -Path $path } | Should -Throw -ErrorId 'RelationAsAccountId,*'
        Get-Content $path -Raw | Should -Be $before
    }

    It 'are their accounts where people can mean these: each account once' {
        $server.Requests.Clear()
        $relations = 'a', 'b' | ForEach-Object { [PostPress.UserRelation]@{ AccountId = 'acc_1'; MemberId = $_ } }
        $null = $relations | Get-PostPressAccount -ErrorAction SilentlyContinue
        $server.Requests.Count | Should -Be 1
        $relations | Get-PostPressUsage | Should -BeNullOrEmpty
    }

    It 'are no accounts, and rows of accounts are, also with names and a date' {
        $server.Requests.Clear()
        $null = "AccountId,FirstName,LastName,Headline,CreatedAt`nacc_1,Ada,Lovelace,Sales,2026-01-01" | ConvertFrom-Csv | Get-PostPressRelation
        Get-AskedAccount | Should -Be 'acc_1'
    }
}

Describe 'A variable that was never set' {
    BeforeEach { $server.Requests.Clear() }

    It 'is no -Filter of <_>' -ForEach @('Get-PostPressRelation', 'Export-PostPressRelation', 'Sync-PostPressRelation') {
        $parameters = if ($_ -like 'Get-*') { @{} } else { @{ Path = "$TestDrive/never.csv" } }
        foreach ($filter in $null, '', ' ', "`t", "Ada`r", "Ada`nBob") {
            { & $_ acc_1 -Filter $filter @parameters } | Should -Throw -ErrorId 'FilterNotPossible,*'
            { 'acc_1' | & $_ -Filter $filter @parameters } | Should -Throw -ErrorId 'FilterNotPossible,*'
        }
        $PSDefaultParameterValues = @{ "${_}:Filter" = '' }
        { & $_ acc_1 @parameters } | Should -Throw -ErrorId 'FilterNotPossible,*' -ExpectedMessage 'The filter can''t be used: it is empty. Check the value of -Filter, *'
        "$TestDrive/never.csv" | Should -Not -Exist
        $server.Requests.Count | Should -Be 0
    }

    It 'leaves a filtered file of a sync alone' {
        Sync-PostPressRelation acc_1 "$TestDrive/filtered.csv" -Filter Ada
        $before = Get-Content "$TestDrive/filtered.csv" -Raw
        { Sync-PostPressRelation acc_1 "$TestDrive/filtered.csv" -Filter $null } | Should -Throw -ErrorId 'FilterNotPossible,*'
        Get-Content "$TestDrive/filtered.csv" -Raw | Should -Be $before
    }

    It 'is all commands that have -Filter' {
        @(Get-Command -Module PostPress | Where-Object { $_.Parameters.ContainsKey('Filter') }).Name | Sort-Object | Should -Be @('Export-PostPressRelation', 'Get-PostPressRelation', 'Sync-PostPressRelation')
    }

    It 'is an error and not the default: <_>' -ForEach @(
        'Get-PostPressRelation acc_1 -Connection $null', 'Get-PostPressRelation acc_1 -Cursor $null', 'Get-PostPressRelation acc_1 -PageSize $null'
        'Get-PostPressRelation acc_1 -ThrottleLimit $null', 'Get-PostPressRelation acc_1 -First $null', 'Get-PostPressRelation acc_1 -PageDelaySec $null'
        'Get-PostPressRelation acc_1 -MaximumCallsPerDay $null', 'Get-PostPressRelation acc_1 -Since $null', 'Get-PostPressRelation acc_1 -Until $null'
        'Get-PostPressAccount -Id $null', 'Get-PostPressAccount -Type $null', 'Get-PostPressAccount -First $null', 'Test-PostPressConnection -Connection $null'
        'Test-PostPressConnection -AccountId $null', 'Clear-PostPressUsage -AccountId $null', 'Get-PostPressUsage -AccountId $null'
        'Export-PostPressRelation acc_1 $path -Connection $null', 'Export-PostPressRelation acc_1 $null', 'Export-PostPressRelation acc_1 " " -Format Csv'
        'Export-PostPressRelation acc_1 "$path`r" -Format Csv', 'Export-PostPressRelation acc_1 $path -MinimumRowPercent $null'
        'Sync-PostPressRelation acc_1 $path -FullEvery $null', 'Sync-PostPressRelation acc_1 $path -MaximumAge $null', 'Sync-PostPressRelation acc_1 -LiteralPath $null'
        'Get-PostPressExport -Path $null', 'Remove-PostPressExport -Path $null', 'Remove-PostPressExport -LiteralPath " "'
        'Connect-PostPress -ApiKey $null', 'Connect-PostPress -BaseUri $null', 'Connect-PostPress -Proxy $null', 'Stop-PostPressSandbox -Sandbox $null'
    ) {
        $path = "$TestDrive/null.csv"
        { & ([scriptblock]::Create($_)) } | Should -Throw
        $path | Should -Not -Exist
        $server.Requests.Count | Should -Be 0
    }
}

Describe 'The elements of what PowerShell enumerates' {
    It 'are the values of a parameter that takes several' {
        $types = [Collections.Generic.HashSet[string]]::new([string[]]('LINKEDIN', 'WHATSAPP'))
        $sandbox = Connect-PostPress -Sandbox -RelationCount 1 -PassThru
        $accounts = Get-PostPressAccount -Type LINKEDIN, WHATSAPP -Connection $sandbox
        @($accounts.Type | Sort-Object -Unique).Count | Should -Be 2
        (Get-PostPressAccount -Type $types -Connection $sandbox).Id | Should -Be $accounts.Id
        (Get-PostPressAccount -Status ([Collections.Queue]::new(@('OK', 'STOPPED'))) -Connection $sandbox).Id | Should -Be (Get-PostPressAccount -Status OK, STOPPED -Connection $sandbox).Id

        $started = @{ a = Start-PostPressSandbox -Fault ([Collections.Queue]::new(@('Drop,Page=1', @{ Kind = 'Drop'; Page = 2 }))); b = Start-PostPressSandbox }
        Stop-PostPressSandbox -Sandbox $started.Values
        $started.Values | ForEach-Object { Test-Port $_.BaseUri.Port | Should -BeFalse }

        { Remove-PostPressExport -Path @{ "$TestDrive/a.csv" = 1; "nodrive:/b.csv" = 2 }.Keys } | Should -Throw -ErrorId 'ExportFolderNotFound,*'
    }

    AfterAll { Connect-PostPress -BaseUri $server.BaseUri -ApiKey (ConvertTo-Key 'pp_test_x') -PageDelaySec 0 }
}

Describe 'A column that happens to be called Filter' {
    It 'changes nothing' {
        $server.Requests.Clear()
        $row = [pscustomobject]@{ AccountId = 'acc_1'; Filter = 'Ada' }
        $null = $row | Get-PostPressRelation
        $row | Export-PostPressRelation -Path "$TestDrive/filter.csv"
        $server.Requests.Count | Should -Be 2
        $server.Requests.Query.Keys | Should -Not -Contain filter
    }
}
