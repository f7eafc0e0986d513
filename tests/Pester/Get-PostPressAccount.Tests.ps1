BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox
    $good = $main, $small, 'acc_sandbox_empty'
    # The calls since the last time, each as path?limit.
    function Get-NewPath {
        $calls = $sandbox.GetCalls()
        $new = @($calls | Select-Object -Skip $script:seen | ForEach-Object { $_.Path + $(if ($_.Limit) { "?$($_.Limit)" }) })
        $script:seen = $calls.Count
        $new
    }
    $script:seen = 0
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Get-PostPressAccount' {
    BeforeEach { $null = Get-NewPath }

    It 'lists the accounts of the workspace in one call' {
        $accounts = Get-PostPressAccount
        $accounts.Count | Should -Be 15
        $accounts | ForEach-Object { $_ | Should -BeOfType ([PostPress.PostPressAccount]) }
        $accounts[0].PSObject.Properties.Name -join ' ' | Should -Be 'Id Name Type Status CreatedAt LastFetchedAt Source'
        Get-NewPath | Should -Be '/v1/accounts?250'
    }

    It 'gives times with their offset, in UTC, and none where there is none' {
        $accounts = Get-PostPressAccount
        $accounts.CreatedAt | ForEach-Object { $_ | Should -BeOfType ([DateTimeOffset]); $_.Offset | Should -Be ([TimeSpan]::Zero) }
        @($accounts | Where-Object { $null -eq $_.LastFetchedAt }).Status | Sort-Object -Unique | Should -Be 'CONNECTING'
    }

    It 'takes the worst source for the status' {
        $account = Get-PostPressAccount acc_error_insufficient_permissions
        $account.Status | Should -Be 'PERMISSIONS'
        $account.Source.Status | Should -Be @('OK', 'PERMISSIONS')
        $account.Source.Id | Should -Be @('acc_error_insufficient_permissions_MESSAGING', 'acc_error_insufficient_permissions_RECRUITER')
    }

    It 'keeps what -Type and -Status say, in any case: <Parameters.Type> <Parameters.Status>' -ForEach @(
        @{ Parameters = @{ Type = 'LinkedIn'; Status = 'ok' }; Ids = 'acc_sandbox_main', 'acc_sandbox_small', 'acc_sandbox_empty' }
        @{ Parameters = @{ Status = 'Credentials' }; Ids = 'acc_error_expired_credentials', 'acc_sandbox_instagram' }
        @{ Parameters = @{ Type = 'MAIL', 'telegram' }; Ids = 'acc_sandbox_mail', 'acc_sandbox_telegram' }
        @{ Parameters = @{ Type = 'LINKED*' }; Ids = @() }
    ) {
        @((Get-PostPressAccount @Parameters).Id | Where-Object { $_ }) | Should -Be $Ids
        Get-NewPath | Should -Be '/v1/accounts?250'
    }

    It 'stops at -First, without asking for more' {
        (Get-PostPressAccount -First 2).Id | Should -Be @($main, $small)
        (Get-PostPressAccount -Status OK -Type GOOGLE, OUTLOOK, TELEGRAM -First 1).Id | Should -Be 'acc_sandbox_outlook'
        Get-PostPressAccount -First 0 | Should -BeNullOrEmpty
        ($good | Get-PostPressAccount -First 1).Id | Should -Be $main
        Get-NewPath | Should -Be @('/v1/accounts?2', '/v1/accounts?250', "/v1/accounts/$main")
    }

    It 'gets accounts by id, one call each: <_>' -ForEach @(
        'Get-PostPressAccount acc_sandbox_main, acc_sandbox_small'
        'Get-PostPressAccount -AccountId acc_sandbox_main, acc_sandbox_small'
        '"acc_sandbox_main", "acc_sandbox_small" | Get-PostPressAccount'
        '[pscustomobject]@{ Id = "acc_sandbox_main" }, [pscustomobject]@{ AccountId = "acc_sandbox_small"; Id = 7 } | Get-PostPressAccount'
        'Get-PostPressAccount -Type LINKEDIN -Status OK -First 2 | Get-PostPressAccount'
        '"acc_sandbox_main", "acc_sandbox_google", "acc_sandbox_small" | Get-PostPressAccount -Type LINKEDIN'
    ) {
        (& ([scriptblock]::Create($_))).Id | Should -Be @($main, $small)
        @(Get-NewPath) -like '/v1/accounts/acc_*' | Should -Contain "/v1/accounts/$small"
    }

    It 'names an id that no account has, and goes on' {
        $accounts = 'acc_nobody', $main, 'acc_error_wrong_account', $small | Get-PostPressAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        $accounts.Id | Should -Be @($main, $small)
        $failed.FullyQualifiedErrorId | Should -Be @('resource_not_found,PostPress.Commands.GetPostPressAccountCommand', 'wrong_account,PostPress.Commands.GetPostPressAccountCommand')
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject | Should -Be @('acc_nobody', 'acc_error_wrong_account')
        $failed.Exception.AccountId | Should -Be @('acc_nobody', 'acc_error_wrong_account')
        "$($failed[0])" | Should -BeLike "Account 'acc_nobody': There is no such account*"
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike 'Check the id of the account*'
    }

    It 'refuses what is no id without a call, and goes on: <Name>' -ForEach @(
        @{ Name = 'blank'; Value = { ' ' }; ErrorId = 'AccountIdBlank' }
        @{ Name = 'empty'; Value = { '' }; ErrorId = 'AccountIdBlank' }
        @{ Name = 'nothing'; Value = { $null }; ErrorId = 'AccountIdBlank' }
        @{ Name = 'an empty list'; Value = { , @() }; ErrorId = 'AccountIdBlank' }
        @{ Name = 'a number'; Value = { 4711 }; ErrorId = 'AccountIdMissing' }
        @{ Name = 'another object'; Value = { [pscustomobject]@{ Account = 'acc_1'; Token = 'S3cret' } }; ErrorId = 'AccountIdMissing' }
        @{ Name = 'a folder'; Value = { '..' }; ErrorId = 'invalid_resource_identifier' }
    ) {
        $accounts = (& $Value), $main | Get-PostPressAccount -ErrorAction SilentlyContinue -ErrorVariable failed
        $accounts.Id | Should -Be $main
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        "$failed" | Should -Not -Match 'S3cret|4711'
        Get-NewPath | Should -Be "/v1/accounts/$main"
    }

    It 'takes an empty pipeline for none, and a missing value for a mistake' {
        @() | Get-PostPressAccount | Should -BeNullOrEmpty
        Get-PostPressAccount -Id @() -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccountIdBlank,*'
        Get-NewPath | Should -BeNullOrEmpty
    }

    It 'refuses a bad parameter: <_>' -ForEach "-Type ''", '-Type @()', '-Status $null', '-First -1', '-First many' {
        { & ([scriptblock]::Create("Get-PostPressAccount $_")) } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
        Get-NewPath | Should -BeNullOrEmpty
    }

    It 'says with -Verbose what it does' {
        $said = Get-PostPressAccount -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
        $said | Should -Be @('List of accounts: asking for page 1 with up to 250 accounts.', '15 accounts, 1 calls, 0 retries, 0 s waited, 0 duplicates dropped.')
        $said = Get-PostPressAccount $main -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
        $said[0] | Should -Be 'acc_sandbox_main: asking for the account.'
    }

    It 'has no personal data of the connection, in no property and on no stream' {
        $accounts = Get-PostPressAccount
        $shown = ($accounts | ConvertTo-Json -Depth 6), ($accounts | Format-List * -Force | Out-String -Width 4000), (Get-PostPressAccount -Verbose -Debug *>&1 | Out-String -Width 4000)
        $shown | ForEach-Object { $_ | Should -Match 'acc_sandbox_main'; $_ | Should -Not -Match 'private-acc|49170000' }
        $account = Invoke-RestMethod "$($sandbox.BaseUri)/accounts/$main" -Headers @{ 'X-API-KEY' = $sandbox.ApiKey }
        $account.connection_params.im.username | Should -Be "private-$main"
    }
}

Describe 'Accounts down the pipeline' {
    It 'are read by Get-PostPressRelation' {
        $relations = Get-PostPressAccount -Type LINKEDIN -Status OK | Get-PostPressRelation -First 2
        $relations.AccountId | Sort-Object | Should -Be @($main, $main, $small, $small)
    }

    It 'are exported, a file for each' {
        $folder = (New-Item "$TestDrive/each" -ItemType Directory).FullName
        Push-Location $folder
        try {
            $exports = Get-PostPressAccount -Type LINKEDIN | Export-PostPressRelation -Path './{AccountId}.csv' -PassThru -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failed
        }
        finally { Pop-Location }

        (Get-ChildItem $folder).Name | Sort-Object | Should -Be ($good | ForEach-Object { "$_.csv" } | Sort-Object)
        @($exports | Where-Object Status -eq Complete).AccountId | Sort-Object | Should -Be ($good | Sort-Object)
        # What reading a broken account says fits its status.
        $failed.Exception.AccountId | Sort-Object | Should -Be @((Get-PostPressAccount -Type LINKEDIN | Where-Object Status -ne OK).Id | Sort-Object)
        $failed.Exception.Id | Should -Be @($failed.Exception.AccountId -replace '^acc_error_')
    }

    It 'of another type than LinkedIn are refused by the service' {
        Get-PostPressAccount acc_sandbox_whatsapp | Get-PostPressRelation -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'account_mismatch,*'
    }
}

Describe 'A list of accounts that fails' {
    AfterEach { Stop-TestServer $server }

    It 'is a terminating error, and no command behind it takes a part for all' {
        $server = Connect-TestServer @{ Body = '{"items":[{"id":"acc_1"}],"cursor":"c"}' }, @{ Status = 403; Body = '{"title":"No","type":"errors/insufficient_privileges","status":403}' }
        $ErrorActionPreference = 'Continue'
        $thrown = try { Get-PostPressAccount | Export-PostPressRelation -Path "$TestDrive/all.csv"; 'not here' } catch { $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'insufficient_privileges,*'
        $thrown.CategoryInfo.Category | Should -Be 'PermissionDenied'
        "$thrown" | Should -BeLike 'List of accounts: *1 accounts came before it; the list is NOT complete.*'
        "$TestDrive/all.csv*" | Should -Not -Exist
        $server.Requests.Path | Should -Be @('/v1/accounts', '/v1/accounts')
    }

    It 'is never an empty list: <Id> for <Body>' -ForEach @(
        @{ Body = '<html><title>Just a moment...</title></html>'; Id = 'not_a_list' }
        @{ Body = '[]'; Id = 'not_a_list' }
        @{ Body = '{"id":"acc_1"}'; Id = 'not_a_list' }
        @{ Body = ''; Id = 'not_a_list' }
        @{ Body = '{"items":[{"name":"Ada"}]}'; Id = 'not_an_account' }
        @{ Body = '{"items":[{"id":"acc_1"}],"cursor":"again"}'; Id = 'cursor_repeated' }
    ) {
        $server = Connect-TestServer @{ Body = $Body }
        { Get-PostPressAccount } | Should -Throw -ErrorId "$Id,PostPress.Commands.GetPostPressAccountCommand"
    }

    It 'is retried where the failure is transient' {
        $server = Connect-TestServer @{ Status = 503 }, @{ Status = 429; Header = 'Retry-After: 0' }, @{ Body = '{"items":[{"id":"acc_1"}]}' }
        $said = Get-PostPressAccount -Verbose 4>&1
        ($said | Where-Object { $_ -is [PostPress.PostPressAccount] }).Id | Should -Be 'acc_1'
        "$said" | Should -BeLike '*List of accounts: page 1 failed (http_503)*Retrying*for up to 250 accounts.*'
    }

    It 'is read by another server, with and without a cursor at the end, and with what nobody documented' {
        $first = @{ Body = '{"object":"AccountList","items":[{"id":"acc_1","type":"CARRIER_PIGEON","sources":[{"id":"s","status":"MOULTING"}],"wings":2}],"cursor":"a+b="}' }
        $last = @{ Body = '{"object":"AccountList","items":[{"id":"acc_2","name":7,"sources":"none"}]}' }
        $server = Connect-TestServer $first, $last, $first, $last
        $accounts = Get-PostPressAccount -WarningAction SilentlyContinue -WarningVariable warnings
        $accounts.Id | Should -Be @('acc_1', 'acc_2')
        $accounts[0].Type, $accounts[0].Status, $accounts[1].Name, $accounts[1].Status | Should -Be @('CARRIER_PIGEON', 'MOULTING', $null, 'UNKNOWN')
        (Get-PostPressAccount -Type carrier_pigeon -Status moulting -WarningAction SilentlyContinue).Id | Should -Be 'acc_1'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "1 account has a field that can't be read (name, sources).*"
        $server.Requests[1].Query.cursor | Should -BeExactly 'a+b='
        $server.Requests[0].Query.limit | Should -Be 250
    }
}
