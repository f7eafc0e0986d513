BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

# It has nothing in common with the sandbox but the documented contract.
Describe 'A server that someone else wrote' {
    AfterEach {
        Disconnect-PostPress
        Stop-TestServer $server
    }

    It 'is read by address alone, with the documented examples: <Path>' -ForEach @(
        @{ Path = '/v1'; Requested = '/v1/users/relations' }
        @{ Path = '/v1/'; Requested = '/v1/users/relations' }
        @{ Path = '/api/v1'; Requested = '/api/v1/users/relations' }
        @{ Path = '/'; Requested = '/users/relations' }
    ) {
        $first, $last = @{ Body = Get-TestData page-first.json }, @{ Body = Get-TestData page-last.json }
        $server = Start-TestServer $first, $last, $first, $last
        Connect-PostPress (ConvertTo-Key 'pp_test_0123456789abcdef') ([uri]::new($server.BaseUri, $Path)) -PageDelaySec 0
        $relation = Get-PostPressRelation acc_1
        $relation | Should -HaveCount 1
        $relation.FirstName, $relation.PublicIdentifier | Should -Be @('Jordan', 'jordan-walke')
        $relation.CreatedAt | Should -Be ([DateTimeOffset]::FromUnixTimeMilliseconds(1747400000000))
        # Two calls more verify that the list has not moved.
        $server.Requests.Path | Should -Be @($Requested, $Requested, $Requested, $Requested)
        $server.Requests[0].Query.ContainsKey('cursor') | Should -BeFalse
        $server.Requests[1].Query.cursor | Should -Be 'eyJ2IjoxMDB9'
    }

    It 'gets the key, and what is accepted, in headers' {
        $server = Start-TestServer @{ Body = Get-TestData page-last.json }
        Connect-PostPress (ConvertTo-Key 'pp_test_A~key/with+signs=') $server.BaseUri
        Get-PostPressRelation acc_1
        $server.Requests | Should -HaveCount 1
        $server.Requests[0].Headers['X-API-KEY'] | Should -BeExactly 'pp_test_A~key/with+signs='
        $server.Requests[0].Headers['Accept'] | Should -Be 'application/json'
        $server.Requests[0].Headers['User-Agent'] | Should -BeLike 'PostPress-PowerShell/*'
    }

    It 'gets a filter as it was given: <_>' -ForEach @(
        [regex]::Unescape('R&D M\u00fcller \+ S\u00f6hne'), '100% = "a/b?c#d"', [regex]::Unescape('\u5c0f\u660e \ud83d\ude80')
    ) {
        $server = Connect-TestServer @{ Body = Get-TestData page-last.json }
        Get-PostPressRelation 'acc 1&x=2' -Filter $_
        $server.Requests | Should -HaveCount 1
        $server.Requests[0].Query.filter | Should -BeExactly $_
        $server.Requests[0].Query.account_id | Should -BeExactly 'acc 1&x=2'
    }

    It 'may send short and empty pages, which do not end the list' {
        $server = Connect-TestServer @(
            @{ Body = '{"items":[],"cursor":"a"}' }
            @{ Body = '{"items":[{"member_id":"m1"}],"cursor":"b"}' }
            @{ Body = '{"items":[],"cursor":"c"}' }
            @{ Body = '{"items":[{"member_id":"m2"}],"cursor":null}' }
        )
        (Get-PostPressRelation acc_1).MemberId | Should -Be @('m1', 'm2')
    }

    It 'may send any text, which stays what it was' {
        $server = Connect-TestServer @{ Body = '{"object":"UserRelationsList","items":[{"first_name":"=1+1\u0007","last_name":"\u202egnirts","headline":"a\r\nb\u001b[31m","member_id":"m1","created_at":1747400000000}],"cursor":null}' }
        $relation = Get-PostPressRelation acc_1
        $relation | Should -HaveCount 1
        $relation.FirstName | Should -BeExactly "=1+1$([char] 7)"
        $relation.LastName | Should -BeExactly "$([char] 0x202E)gnirts"
        $relation.Headline | Should -BeExactly "a`r`nb$([char] 27)[31m"
    }
}

Describe 'The sandbox' {
    It 'answers under /api/v1 too' {
        $sandbox = Start-PostPressSandbox
        Connect-PostPress (ConvertTo-Key $sandbox.ApiKey) ($sandbox.BaseUri.AbsoluteUri -replace '/v1$', '/api/v1') -PageDelaySec 0
        Get-PostPressRelation $small | Should -HaveCount 25
        $sandbox.GetCalls().Path | Should -Be '/api/v1/users/relations'
        Disconnect-PostPress
        Stop-PostPressSandbox
    }
}
