BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $key = ConvertTo-Key 'pp_live_0123456789ab9x2f'
}

Describe 'Connect-PostPress' {
    AfterEach { Disconnect-PostPress }

    It 'says nothing, and writes the connection with -PassThru' {
        Connect-PostPress $key | Should -BeNullOrEmpty
        Connect-PostPress -Sandbox | Should -BeNullOrEmpty
        $connection = Connect-PostPress $key -PassThru
        $connection.GetType().FullName | Should -Be 'PostPress.PostPressConnection'
        [object]::ReferenceEquals($connection, (Get-PostPressConnection)) | Should -BeTrue
    }

    It 'keeps the address and masks the key' {
        Connect-PostPress $key
        $connection = Get-PostPressConnection
        $connection.BaseUri | Should -Be ([uri] 'https://api.postpress.ai/v1')
        $connection.MaskedKey | Should -BeExactly "pp_live_${ellipsis}9x2f"
        "$connection" | Should -BeExactly "https://api.postpress.ai/v1 (pp_live_${ellipsis}9x2f)"
    }

    It 'shows less of a short key: <Key>' -ForEach @(
        @{ Key = 'pp_test_0123456789ab9x2f'; Start = 'pp_test_'; End = '9x2f' }
        @{ Key = '0123456789ab9x2f'; Start = ''; End = '9x2f' }
        @{ Key = 'pp_live_short'; Start = 'pp_live_'; End = '' }
        @{ Key = 'k'; Start = ''; End = '' }
    ) {
        (Connect-PostPress (ConvertTo-Key $Key) -PassThru).MaskedKey | Should -BeExactly "$Start$ellipsis$End"
    }

    It 'takes https everywhere, and plain http on the local host: <_>' -ForEach @(
        'http://localhost:8080/v1', 'http://127.0.0.1:8080/v1', 'http://[::1]:8080/v1', 'https://10.0.0.1/v1', 'HTTPS://API.POSTPRESS.AI/api/v1/'
    ) {
        (Connect-PostPress $key $_ -PassThru).BaseUri | Should -Be ([uri] $_)
    }

    It 'warns at once of an address that is probably not that of the API: <Address>' -ForEach @(
        @{ Address = 'https://api.postpress.ai'; Oddity = 'does not end in a version of the API, such as /v1.' }
        @{ Address = 'https://api.postpress.ai/v1/users/relations'; Oddity = "holds '/users/relations', which the module adds itself." }
        @{ Address = 'https://api.postpress.ai/api/v1/'; Oddity = $null }
    ) {
        Connect-PostPress $key $Address -WarningVariable warnings -WarningAction SilentlyContinue
        $expected = if ($Oddity) { "The address '$([uri] $Address)' $Oddity Give the API's address, as in -BaseUri https://api.postpress.ai/v1." }
        "$warnings" | Should -BeExactly "$expected"
        (Get-PostPressConnection).BaseUri | Should -Be ([uri] $Address)
    }

    It 'takes a credential, whose password is the key' {
        $server = Start-TestServer @{ Body = Get-TestData page-last.json }
        try {
            Connect-PostPress -ApiKey ([pscredential]::new('PostPress', $key)) -BaseUri $server.BaseUri
            Get-PostPressRelation acc_1
            @($server.Requests).Count | Should -Be 1
            $server.Requests[0].Headers['X-API-KEY'] | Should -BeExactly 'pp_live_0123456789ab9x2f'
        }
        finally { Stop-TestServer $server }
    }

    It 'sends nothing' {
        $server = Connect-TestServer @{ Never = $true }
        try { $server.Requests | Should -BeNullOrEmpty } finally { Stop-TestServer $server }
    }

    It 'takes the place of the earlier connection' {
        Connect-PostPress $key https://a.example/v1
        Connect-PostPress $key https://b.example/v2
        (Get-PostPressConnection).BaseUri | Should -Be ([uri] 'https://b.example/v2')
    }

    It 'leaves the earlier connection in place when it is refused' {
        Connect-PostPress $key https://a.example/v1
        { Connect-PostPress $key http://b.example/v1 } | Should -Throw
        (Get-PostPressConnection).BaseUri | Should -Be ([uri] 'https://a.example/v1')
    }

    It 'says without a key how to give one' {
        { Connect-PostPress -BaseUri https://a.example/v1 } | Should -Throw -ErrorId 'NoApiKey,*' -ExpectedMessage '*Read-Host -AsSecureString*'
    }
}

Describe 'Disconnect-PostPress and Get-PostPressConnection' {
    It 'forgets, and may be called twice' {
        Connect-PostPress -Sandbox
        Disconnect-PostPress | Should -BeNullOrEmpty
        Disconnect-PostPress | Should -BeNullOrEmpty
        { Get-PostPressConnection } | Should -Throw -ErrorId 'NotConnected,*' -ExpectedMessage '*Connect-PostPress*'
    }

    It 'says without a connection what to run: <_>' -ForEach @(
        'Get-PostPressConnection'
        'Get-PostPressRelation acc_1'
        "'acc_1', 'acc_2' | Get-PostPressRelation -ErrorAction SilentlyContinue"
    ) {
        # Only a terminating error is caught.
        $ErrorActionPreference = 'Continue'
        $thrown = try { & ([scriptblock]::Create($_)) } catch { $_ }
        $thrown | Should -HaveCount 1
        $thrown.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $thrown.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$thrown" | Should -BeLike '*Connect-PostPress*'
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*POSTPRESS_API_KEY*'
    }

    It 'closes the port of the sandbox' {
        $port = (Connect-PostPress -Sandbox -PassThru).BaseUri.Port
        Test-Port $port | Should -BeTrue
        Disconnect-PostPress
        Test-Port $port | Should -BeFalse
    }
}
