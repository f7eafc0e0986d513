BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Connect-PostPress' {
    AfterEach { Disconnect-PostPress }

    It 'says nothing, and writes the connection with -PassThru' {
        Connect-PostPress -Sandbox | Should -BeNullOrEmpty
        (Connect-PostPress -Sandbox -PassThru).GetType().FullName | Should -Be 'PostPress.PostPressConnection'
    }

    It 'keeps the address and masks the key' {
        $connection = Connect-PostPress -ApiKey (ConvertTo-Key 'pp_live_0123456789ab9x2f') -BaseUri https://api.postpress.ai/api/v1 -PassThru
        $connection.BaseUri | Should -Be 'https://api.postpress.ai/api/v1'
        $connection.MaskedKey | Should -Be "pp_live_${ellipsis}9x2f"
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'ApiKeyEmpty'; Key = ' ' }
        @{ Id = 'ApiKeyControlCharacter'; Key = "pp_live_a`nb" }
        @{ Id = 'ApiKeyNotAscii'; Key = "pp_live_$([char] 0xE4)" }
        @{ Id = 'BaseUriRelative'; BaseUri = 'api.postpress.ai/v1' }
        @{ Id = 'BaseUriScheme'; BaseUri = 'ftp://api.postpress.ai' }
        @{ Id = 'BaseUriNotHttps'; BaseUri = 'http://api.postpress.ai/v1' }
        @{ Id = 'BaseUriUserInfo'; BaseUri = 'https://a:b@api.postpress.ai/v1' }
    ) {
        $key = if ($_.Key) { $_.Key } else { 'pp_live_0123456789ab9x2f' }
        $address = if ($_.BaseUri) { $_.BaseUri } else { 'https://api.postpress.ai/v1' }
        { Connect-PostPress -ApiKey (ConvertTo-Key $key) -BaseUri $address } | Should -Throw -ErrorId "$Id,*"
    }

    It 'refuses plain text without repeating it' {
        { Connect-PostPress -ApiKey 'pp_live_0123456789ab9x2f' } | Should -Throw -ErrorId 'ApiKeyPlainText,*' -ExpectedMessage '*Read-Host -AsSecureString*'
        $Error[0] | Format-List * -Force | Out-String | Should -Not -Match '0123456789ab9x2f'
    }

    It 'takes a credential, whose password is the key' {
        $credential = [pscredential]::new('PostPress', (ConvertTo-Key 'pp_live_0123456789ab9x2f'))
        (Connect-PostPress -ApiKey $credential -PassThru).MaskedKey | Should -Be "pp_live_${ellipsis}9x2f"
    }

    It 'takes key and address from the environment' {
        $env:POSTPRESS_API_KEY = 'pp_test_0123456789abzzzz'
        $env:POSTPRESS_BASE_URI = 'https://example.com/v1'
        try {
            Connect-PostPress
            (Get-PostPressConnection).BaseUri | Should -Be 'https://example.com/v1'
            Disconnect-PostPress
            (Get-PostPressConnection).MaskedKey | Should -Be "pp_test_${ellipsis}zzzz"
        }
        finally {
            $env:POSTPRESS_API_KEY = $env:POSTPRESS_BASE_URI = $null
        }
    }
}

Describe 'Disconnect-PostPress and Get-PostPressConnection' {
    It 'forgets, and may be called twice' {
        Connect-PostPress -Sandbox
        Disconnect-PostPress
        Disconnect-PostPress
        { Get-PostPressConnection } | Should -Throw -ErrorId 'NotConnected,*' -ExpectedMessage '*Connect-PostPress*'
    }

    It 'closes the port of the sandbox' {
        $address = (Connect-PostPress -Sandbox -PassThru).BaseUri
        Disconnect-PostPress
        { Invoke-RestMethod "$address/users/relations" -TimeoutSec 5 } | Should -Throw
    }
}
