BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Open-Runspace {
        $runspace = [powershell]::Create()
        $null = Invoke-In $runspace "Import-Module '$module'"
        $runspace
    }

    # Runs a script there; its first error ends it, and is thrown here.
    function Invoke-In($Runspace, [string] $Script) {
        $Runspace.Commands.Clear()
        $Runspace.AddScript("`$ErrorActionPreference = 'Stop'; $Script").Invoke()
    }
}

Describe 'Several runspaces of one process' {
    BeforeEach {
        $first = Open-Runspace
        $second = Open-Runspace
    }

    AfterEach {
        $first.Dispose()
        $second.Dispose()
    }

    It 'a connection belongs to its runspace' {
        $connect = 'Connect-PostPress ([Net.NetworkCredential]::new("", "pp_live_0123456789abcdef").SecurePassword)'
        Invoke-In $first "$connect https://a.example/v1"
        { Invoke-In $second 'Get-PostPressConnection' } | Should -Throw '*Connect-PostPress*'
        Invoke-In $second "$connect https://b.example/v1"
        Invoke-In $first '(Get-PostPressConnection).BaseUri.Host' | Should -Be 'a.example'
        Invoke-In $second 'Disconnect-PostPress'
        Invoke-In $first '(Get-PostPressConnection).BaseUri.Host' | Should -Be 'a.example'
    }

    It 'a connection can be handed to another one' {
        $connection = (Invoke-In $first 'Connect-PostPress -Sandbox -PassThru')[0]
        $second.Runspace.SessionStateProxy.SetVariable('connection', $connection)
        Invoke-In $second 'Get-PostPressRelation acc_sandbox_small -Connection $connection' | Should -HaveCount 25
        { Invoke-In $second 'Get-PostPressConnection' } | Should -Throw '*Connect-PostPress*'
    }

    It 'Stop-PostPressSandbox stops all of its runspace, and no other' {
        $kept = (Invoke-In $first '(Start-PostPressSandbox).BaseUri.Port')[0]
        $ports = Invoke-In $second '(Start-PostPressSandbox).BaseUri.Port; (Start-PostPressSandbox).BaseUri.Port; Stop-PostPressSandbox'
        $ports | Should -HaveCount 2
        $ports | ForEach-Object { Test-Port $_ | Should -BeFalse }
        Test-Port $kept | Should -BeTrue
    }

    It 'every sandbox ends with its runspace' {
        $ports = Invoke-In $first '(Connect-PostPress -Sandbox -PassThru).BaseUri.Port; (Start-PostPressSandbox).BaseUri.Port'
        $ports | Should -HaveCount 2
        $ports | ForEach-Object { Test-Port $_ | Should -BeTrue }
        $first.Dispose()
        $ports | ForEach-Object { Test-Port $_ | Should -BeFalse }
    }
}

Describe '-Connection' {
    AfterAll { Disconnect-PostPress }

    It 'goes before the connection of the runspace' {
        $server = Connect-TestServer @{ Body = (Get-TestData page-first.json).Replace('"eyJ2IjoxMDB9"', 'null') }
        try {
            $other = Get-PostPressConnection
            Connect-PostPress -Sandbox
            (Get-PostPressRelation $small -Connection $other).FirstName | Should -Be 'Jordan'
        }
        finally { Stop-TestServer $server }
    }

    It 'brings the connection into ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $connection = Connect-PostPress -Sandbox -PassThru
        $counts = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:module
            @(Get-PostPressRelation $using:small -Connection $using:connection).Count
        }
        $counts | Should -Be @(25, 25, 25)
    }

    It 'is not needed where each block connects by itself' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $counts = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-PostPress -Sandbox
            @(Get-PostPressRelation acc_sandbox_small).Count
        }
        $counts | Should -Be @(25, 25, 25)
    }
}

# As under a policy for applications: PowerShell then converts to few types only.
Describe 'In constrained language mode' {
    BeforeAll {
        $constrained = Open-Runspace
        $constrained.Runspace.SessionStateProxy.SetVariable('folder', "$TestDrive")
        $constrained.Runspace.SessionStateProxy.SetVariable('key', (ConvertTo-Key 'pp_test_0123456789abcdef'))
        # Of the session of the tests: it outlives the connections that are made there.
        $ofTests = Connect-TestSandbox -RelationCount 30
        $constrained.Runspace.SessionStateProxy.SetVariable('c', (Get-PostPressConnection))
        Export-PostPressRelation $small "$TestDrive/old.csv"
        Get-PostPressRelation $small | Export-Clixml "$TestDrive/old.xml"
        $constrained.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
    }

    AfterAll {
        $constrained.Runspace.SessionStateProxy.LanguageMode = 'FullLanguage'
        Invoke-In $constrained 'Disconnect-PostPress; Stop-PostPressSandbox'
        $constrained.Dispose()
        Disconnect-PostPress
        $ofTests | Stop-PostPressSandbox
    }

    It 'PowerShell is constrained' {
        { Invoke-In $constrained '[datetimeoffset] "2026-06-29"' } | Should -Throw
    }

    It '<_>' -ForEach @(
        'Clear-PostPressUsage acc_1 -Confirm:$false'
        'Compare-PostPressRelation $folder/old.csv (Import-Csv $folder/old.csv) -IncludePicture'
        'Compare-PostPressRelation -Reference (Import-Clixml $folder/old.xml) -Difference (Get-PostPressRelation acc_sandbox_small -Connection $c)'
        'Connect-PostPress $key https://localhost:1/v1 -TimeoutSec 5 -MaximumRetryCount 1 -RetryIntervalSec 0.5 -MaximumRetryWaitSec 9 -PageDelaySec 0.5 -MaximumCallsPerDay 9 -UseLedger -PassThru'
        'Connect-PostPress $key https://a.example/v1 -Proxy http://b.example:8080 -ProxyCredential (New-Object pscredential "u", $key)'
        'Connect-PostPress -Sandbox -RelationCount 30 -Now "2026-07-01T02:00:00Z" -Fault "Error,Status=503,Page=4" -Seed 2'
        'Connect-PostPress -Sandbox -Now (Get-Date) -Fault "Drop,Page=4", "Cut,AtByte=5,Page=3"'
        'Start-PostPressSandbox -RelationCount 5 -Now "2026-07-01" -Fault "Live" -Port 0 | Stop-PostPressSandbox'
        'Start-PostPressSandbox -Now (New-TimeSpan -Days 7) -Fault "Drop,Page=4" | Stop-PostPressSandbox'
        'Stop-PostPressSandbox -Sandbox (Start-PostPressSandbox), (Start-PostPressSandbox)'
        'Export-PostPressRelation acc_sandbox_main $folder/a.dat -Format Csv -Delimiter ";" -Encoding utf8BOM -MaximumAge 12:00:00 -MinimumRowPercent 20 -PageSize 10 -Filter a -Force -PassThru -Connection $c'
        'Export-PostPressRelation acc_sandbox_main -LiteralPath $folder/b.dat -Format JsonLines -MaximumAge (New-TimeSpan -Hours 3) -Restart -Connection $c'
        'Sync-PostPressRelation acc_sandbox_main $folder/s.csv -FullEvery 1.00:00:00 -MaximumAge "2.00:00:00" -PassThru -Connection $c'
        'Sync-PostPressRelation acc_sandbox_main $folder/s.csv -FullEvery (New-TimeSpan -Days 1) -Full -ReportInitial -IncludePicture -Connection $c'
        'Get-PostPressAccount acc_sandbox_main -Connection $c'
        'Get-PostPressAccount -Type LINKEDIN -Status OK, STOPPED -First 3 -Connection $c'
        'Get-PostPressConnection'
        'Get-PostPressExport $folder; Remove-PostPressExport $folder/none.csv -Confirm:$false'
        'Get-PostPressRelation acc_sandbox_main -Since 2020-01-01 -Until 2027-01-01T00:00:00Z -Connection $c'
        'Get-PostPressRelation acc_sandbox_main -Since (Get-Date).AddYears(-9) -Until (New-TimeSpan -Days 1) -Filter a -PageSize 10 -First 3 -Skip 1 -VerifyEveryPage -ThrottleLimit 2 -Connection $c'
        'Get-PostPressRelation (Import-Csv $folder/old.csv | Select-Object -First 1).AccountId -Connection $c'
        'Get-PostPressRelation @{ acc_sandbox_small = 1 }.Keys -PageDelaySec 0.5 -Connection $c'
        'Get-PostPressUsage acc_1'
        'Test-PostPressConnection acc_sandbox_main -Quiet -TimeoutSec 5 -Connection $c'
        'Disconnect-PostPress'
    ) {
        { Invoke-In $constrained $_ } | Should -Not -Throw
    }

    It 'what is no time has the same error' {
        { Invoke-In $constrained 'Get-PostPressRelation acc_sandbox_main -Since yesterday -Connection $c' } | Should -Throw "*-Since can't be used: 'yesterday' is not a time*"
    }
}
