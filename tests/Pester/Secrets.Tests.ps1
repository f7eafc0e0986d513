BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    # With signs that base64 and URLs write in another way.
    $key = 'pp_live_Zm9vYmFy+Key/With=Signs~9x2f'
    function Assert-NoKey([string[]] $Text, [string] $Key = $key) {
        $Text | Should -Not -BeNullOrEmpty
        $forms = @($Key, [uri]::EscapeDataString($Key)) + ([Text.Encoding]::UTF8, [Text.Encoding]::Unicode).ForEach({ [Convert]::ToBase64String($_.GetBytes($Key)).TrimEnd('=') })
        foreach ($one in $Text) {
            $one | Should -Not -BeNullOrEmpty
            foreach ($form in $forms) {
                $one.IndexOf($form, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
            }
        }
    }

    # By every view of errors: as they are shown, with all that they hold, and their exceptions.
    function Get-ErrorText($Errors) {
        $Errors, ($Errors | Format-List * -Force), ($Errors.Exception | Format-List * -Force) | ForEach-Object { $_ | Out-String -Width 4000 }
    }
}

AfterAll { Disconnect-PostPress }

Describe 'The key' {
    It 'is in no view of the connection' {
        $connection = Connect-PostPress (ConvertTo-Key $key) https://a.example/v1 -PassThru
        $shown = ($connection), ($connection | Format-List * -Force -Expand Both), ($connection.Settings | Format-List * -Force) | ForEach-Object { $_ | Out-String -Width 4000 }
        $shown[0] | Should -BeLike "*pp_live_${ellipsis}9x2f*"
        $shown[1] | Should -BeLike '*MaskedKey*'
        Assert-NoKey $shown
    }

    It 'is in no view of an error of a server that echoes it: <_>' -ForEach 401, 418 {
        $echo = "{`"title`":`"$key`",`"detail`":`"your key $key, in base64 $([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($key))), in a URL $([uri]::EscapeDataString($key))`",`"instance`":`"$key`",`"type`":`"errors/invalid_credentials`",`"status`":401}"
        $body = if ($_ -eq 418) { "<p>$echo</p>" } else { $echo }
        $server = Start-TestServer @{ Status = $_; Body = $body; Header = "X-Echo: $key" }
        try {
            Connect-PostPress (ConvertTo-Key $key) $server.BaseUri -PageDelaySec 0
            $output = Get-PostPressRelation acc_1 -MaximumRetryCount 1 -RetryIntervalSec 0.01 -Verbose -Debug -ErrorAction Continue -ErrorVariable failed *>&1
            $output += Get-PostPressAccount acc_1 -MaximumRetryCount 0 -Verbose -Debug -ErrorAction Continue -ErrorVariable +failed *>&1
            try { Get-PostPressAccount -MaximumRetryCount 0 } catch { $failed += $_ }
            $output += Test-PostPressConnection acc_1, $key -Verbose -Debug *>&1 | Format-List * -Force
        }
        finally { Stop-TestServer $server }

        $failed | Should -HaveCount 3
        $server.Requests[0].Headers['X-API-KEY'] | Should -BeExactly $key
        "$failed" | Should -BeLike '*`[API key`]*'
        Assert-NoKey (@($output | Out-String -Width 4000) + (Get-ErrorText $failed))
    }

    It 'is in no view of an error of the way there' {
        $server = Start-TestServer @{ Status = 302; Header = "Location: https://evil.example/?k=$([uri]::EscapeDataString($key))" }
        try {
            Connect-PostPress (ConvertTo-Key $key) $server.BaseUri
            $output = Get-PostPressRelation acc_1 -Verbose -Debug -ErrorAction Continue -ErrorVariable failed *>&1
        }
        finally { Stop-TestServer $server }

        Connect-PostPress (ConvertTo-Key $key) https://nobody.invalid/v1
        $output += Get-PostPressRelation acc_1 -Verbose -Debug -MaximumRetryCount 0 -ErrorAction Continue -ErrorVariable +failed *>&1
        $output += Test-PostPressConnection acc_1 -Verbose -Debug *>&1 | Format-List * -Force
        Connect-PostPress (ConvertTo-Key $key) https://nobody.invalid/v1 -Proxy http://127.0.0.1:9
        $output += Test-PostPressConnection acc_1 -Verbose -Debug *>&1 | Format-List * -Force
        $failed | Should -HaveCount 2
        Assert-NoKey (@($output | Out-String -Width 4000) + (Get-ErrorText $failed))
    }

    It 'is not in a transcript at full verbosity, nor in any error' {
        # In a shell of its own: a transcript takes in everything that the session shows.
        $script = @"
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
Import-Module '$module'
Start-Transcript '$TestDrive/transcript.txt' -IncludeInvocationHeader | Out-Null
Connect-PostPress -BaseUri http://127.0.0.1:9 -MaximumRetryCount 1 -RetryIntervalSec 0 -PassThru | Format-List * -Force
Get-PostPressConnection | ConvertTo-Json -Depth 5
Get-PostPressConnection | Export-Clixml '$TestDrive/connection.xml'
Get-PostPressRelation acc_x
`$Error | ForEach-Object { `$_ | Format-List * -Force; `$_.Exception | Format-List * -Force; "`$(`$_.Exception)" }
Get-Variable | Out-String
Stop-Transcript | Out-Null
"@
        Set-Content "$TestDrive/session.ps1" $script
        $env:POSTPRESS_API_KEY = $key
        try {
            $shown = Invoke-Engine -File "$TestDrive/session.ps1"
        }
        finally {
            $env:POSTPRESS_API_KEY = $null
        }

        $transcript = Get-Content "$TestDrive/transcript.txt" -Raw
        $transcript | Should -Match 'connection_failed'
        Assert-NoKey $shown, $transcript, (Get-Content "$TestDrive/connection.xml" -Raw)
    }
}

# Windows PowerShell has no proxy of the environment.
Describe 'The user and password in HTTPS_PROXY' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    It 'are in no stream and no error: <Status>' -ForEach @(@{ Status = 407 }, @{ Status = 502 }) {
        $proxy = Start-TestServer @{ Status = $Status; Header = 'Proxy-Authenticate: Basic realm="office"' }
        $script = @"
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
Import-Module '$module'
Connect-PostPress -BaseUri https://nobody.invalid/v1 -MaximumRetryCount 1 -RetryIntervalSec 0 -PassThru | Format-List * -Force
Get-PostPressRelation acc_x, acc_y
Get-PostPressAccount acc_x
Test-PostPressConnection acc_x | Format-List * -Force
`$env:POSTPRESS_API_KEY = `$null
Disconnect-PostPress
Test-PostPressConnection acc_x | Format-List * -Force
`$Error | ForEach-Object { `$_ | Format-List * -Force; `$_.Exception | Format-List * -Force; "`$(`$_.Exception)" }
"@
        Set-Content "$TestDrive/proxy.ps1" $script
        $env:POSTPRESS_API_KEY = $key
        $env:HTTPS_PROXY = "http://CORP%5Cjdoe:s3cret%20p%40ss@$($proxy.BaseUri.Authority)"
        try { $shown = Invoke-Engine -File "$TestDrive/proxy.ps1" }
        finally {
            $env:POSTPRESS_API_KEY = $env:HTTPS_PROXY = $null
            Stop-TestServer $proxy
        }

        $shown | Should -BeLike "*proxy_failed*$($proxy.BaseUri.Authority)*of the system or the environment*"
        foreach ($secret in 'jdoe', 's3cret', 'p%40ss', 'p@ss', [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('CORP\jdoe:s3cret p@ss'))) {
            $shown.IndexOf($secret, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
        }

        # Once by each command, however many accounts and retries it has.
        $sent = @($proxy.Requests | Where-Object { $_.Headers['Proxy-Authorization'] }).Count
        if ($Status -eq 407) { $sent | Should -Be 4 }
    }
}
