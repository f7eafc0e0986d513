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
