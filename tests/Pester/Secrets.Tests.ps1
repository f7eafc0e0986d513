BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $key = 'pp_live_Zm9vYmFy+/=secret9x2f'
    $forms = @($key, [uri]::EscapeDataString($key), [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($key)).TrimEnd('='))
}

Describe 'The key' {
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
        foreach ($form in $forms) {
            $shown, $transcript, (Get-Content "$TestDrive/connection.xml" -Raw) | ForEach-Object { $_.Contains($form) | Should -BeFalse }
        }
    }
}
