BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'POSTPRESS_API_KEY and POSTPRESS_BASE_URI' {
    AfterEach {
        $env:POSTPRESS_API_KEY = $env:POSTPRESS_BASE_URI = $null
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'suffice without connecting' {
        $sandbox = Start-PostPressSandbox
        $env:POSTPRESS_API_KEY = $sandbox.ApiKey
        $env:POSTPRESS_BASE_URI = $sandbox.BaseUri
        Get-PostPressRelation $small | Should -HaveCount 25
        (Get-PostPressConnection).MaskedKey | Should -BeExactly "pp_test_${ellipsis}9x2f"
    }

    It 'suffice for an unattended job in a process of its own' {
        $server = Start-TestServer @{ Body = Get-TestData page-last.json }
        try {
            $env:POSTPRESS_API_KEY = 'pp_test_from_the_environment'
            $env:POSTPRESS_BASE_URI = $server.BaseUri
            (Invoke-Engine -Command "Import-Module '$module'; Get-PostPressRelation acc_1; 'done'").Trim() | Should -BeExactly 'done'
            $server.Requests | Should -HaveCount 1
            $server.Requests[0].Headers['X-API-KEY'] | Should -BeExactly 'pp_test_from_the_environment'
        }
        finally { Stop-TestServer $server }
    }

    It 'give Connect-PostPress what is not given' {
        $env:POSTPRESS_API_KEY = 'pp_live_0123456789ab9x2f'
        $env:POSTPRESS_BASE_URI = ' https://a.example/v1 '
        "$(Connect-PostPress -PassThru)" | Should -BeExactly "https://a.example/v1 (pp_live_${ellipsis}9x2f)"
        "$(Connect-PostPress -BaseUri https://b.example/v1 -PassThru)" | Should -BeExactly "https://b.example/v1 (pp_live_${ellipsis}9x2f)"
    }

    It 'come after a connection' {
        $env:POSTPRESS_API_KEY = 'pp_live_0123456789ab9x2f'
        $env:POSTPRESS_BASE_URI = 'https://a.example/v1'
        Connect-PostPress (ConvertTo-Key 'pp_live_0123456789ab9x2f') https://b.example/v1
        (Get-PostPressConnection).BaseUri.Host | Should -Be 'b.example'
    }

    It 'are checked: <Id>' -ForEach @(
        @{ Key = '   '; Id = 'ApiKeyEmpty' }
        @{ Key = "pp_live_0123456789ab`n"; Id = 'ApiKeyControlCharacter' }
        @{ Key = 'pp_live_0123456789ab'; Address = 'http://api.postpress.ai/v1'; Id = 'BaseUriNotHttps' }
        @{ Key = 'pp_live_0123456789ab'; Address = 'not an address'; Id = 'BaseUriRelative' }
        @{ Key = 'pp_live_0123456789ab'; Address = 'https://'; Id = 'BaseUriInvalid' }
    ) {
        $ErrorActionPreference = 'Continue'
        $env:POSTPRESS_API_KEY = $Key
        $env:POSTPRESS_BASE_URI = $Address
        { Get-PostPressRelation acc_1 } | Should -Throw -ErrorId "$Id,*"
        { Connect-PostPress } | Should -Throw -ErrorId "$Id,*"
    }
}
