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
