BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Get-Refusal([scriptblock] $Script) {
        # Only a terminating error is caught.
        $ErrorActionPreference = 'Continue'
        $thrown = try { & $Script } catch { $_ }
        $thrown | Should -HaveCount 1
        $thrown.FullyQualifiedErrorId | Should -BeLike '*,PostPress.Commands.ConnectPostPressCommand'
        $thrown.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $thrown.Exception.Message.EndsWith($thrown.ErrorDetails.RecommendedAction) | Should -BeTrue
        $thrown
    }
}

Describe 'What is wrong with a key or an address is said at once' {
    It 'a key that no header takes: <Name>' -ForEach @(
        @{ Name = 'empty'; Key = ''; Id = 'ApiKeyEmpty'; Says = 'empty' }
        @{ Name = 'blanks'; Key = '   '; Id = 'ApiKeyEmpty'; Says = 'blank' }
        @{ Name = 'a line break'; Key = "pp_live_0123`r`nX-Evil: 1"; Id = 'ApiKeyControlCharacter'; Says = 'line break' }
        @{ Name = 'a tab'; Key = "pp_live_0123`t4567"; Id = 'ApiKeyControlCharacter'; Says = 'control character' }
        @{ Name = 'delete'; Key = "pp_live_0123$([char] 0x7F)4567"; Id = 'ApiKeyControlCharacter'; Says = 'control character' }
        @{ Name = 'an umlaut'; Key = "pp_live_Schl$([char] 0xFC)ssel"; Id = 'ApiKeyNotAscii'; Says = 'ASCII' }
        @{ Name = 'a zero-width space'; Key = "pp_live_0123$([char] 0x200B)4567"; Id = 'ApiKeyNotAscii'; Says = 'ASCII' }
        @{ Name = 'a blank'; Key = 'pp_live_0123 4567'; Id = 'ApiKeyBlank'; Says = 'blank' }
    ) {
        $refusal = Get-Refusal { Connect-PostPress -ApiKey (ConvertTo-Key $Key) }
        $refusal.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$refusal" | Should -BeLike "*$Says*"
        $refusal.ErrorDetails.RecommendedAction | Should -BeLike '*Read-Host -AsSecureString*'
    }

    It 'an address that is not the API''s: <Address>' -ForEach @(
        @{ Address = 'api.postpress.ai/v1'; Id = 'BaseUriRelative'; Says = 'not absolute' }
        # A relative address on Windows, a file on Unix.
        @{ Address = '/v1'; Id = 'BaseUri*'; Says = 'address' }
        @{ Address = 'ftp://api.postpress.ai/v1'; Id = 'BaseUriScheme'; Says = 'ftp' }
        @{ Address = 'file:///etc/passwd'; Id = 'BaseUriScheme'; Says = 'file' }
        @{ Address = 'http://api.postpress.ai/v1'; Id = 'BaseUriNotHttps'; Says = 'readable' }
        @{ Address = 'http://127.0.0.1.example.com/v1'; Id = 'BaseUriNotHttps'; Says = 'readable' }
        @{ Address = 'http://10.0.0.1/v1'; Id = 'BaseUriNotHttps'; Says = 'readable' }
        @{ Address = 'https://user:secret@api.postpress.ai/v1'; Id = 'BaseUriUserInfo'; Says = 'user name' }
        @{ Address = 'https://api.postpress.ai/v1?x=1'; Id = 'BaseUriQuery'; Says = 'query' }
        @{ Address = 'https://api.postpress.ai/v1#x'; Id = 'BaseUriQuery'; Says = 'fragment' }
    ) {
        $refusal = Get-Refusal { Connect-PostPress -ApiKey (ConvertTo-Key 'pp_live_0123456789abcdef') -BaseUri $Address }
        $refusal.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$refusal" | Should -BeLike "*$Says*"
        "$refusal" | Should -Not -BeLike '*secret*'
    }
}

Describe 'A key in plain text is refused without showing it' {
    It '<_>' -ForEach @(
        "Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef'"
        'Connect-PostPress pp_live_PLAIN56789abcdef'
        'Connect-PostPress -ApiKey "pp_live_PLAIN$(56789)abcdef"'
        "'first line'`n`n`$x = Connect-PostPress -PassThru ```n  -ApiKey 'pp_live_PLAIN56789abcdef' ```n  -TimeoutSec 5"
        "function Connect-Mine { Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef' }; Connect-Mine"
        "& { Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef' -ErrorAction Stop }"
    ) {
        # In a runspace of its own, whose list of errors has nothing else.
        $runspace = [powershell]::Create()
        try {
            $null = $runspace.AddScript("Import-Module '$module'").Invoke()
            $runspace.Commands.Clear()
            $ended = try { $runspace.AddScript($_).Invoke() } catch { $_.Exception.InnerException }
            $refusal = @($runspace.Streams.Error) + @($ended.ErrorRecord) | Where-Object { $_ }
            $refusal | Should -HaveCount 1
            $refusal.FullyQualifiedErrorId | Should -BeLike 'ApiKeyPlainText,*'
            "$refusal" | Should -BeLike '*SecureString*'
            $refusal.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Secret*'
            $runspace.Commands.Clear()
            $shown = $runspace.AddScript({
                foreach ($record in $Error) {
                    $record | Out-String
                    $record | Format-List * -Force | Out-String
                    $i = $record.InvocationInfo
                    $i.Line, $i.PositionMessage, $i.Statement, $record.ScriptStackTrace, "$record"
                }
            }).Invoke() -join "`n"
        }
        finally { $runspace.Dispose() }

        $shown + $refusal.InvocationInfo.Line + $refusal.InvocationInfo.PositionMessage + $ended | Should -Not -MatchExactly 'PLAIN'
        $shown | Should -Match 'Connect-'
    }
}
