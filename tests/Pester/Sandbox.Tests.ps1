BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Start-PostPressSandbox' {
    AfterEach { Stop-PostPressSandbox }

    It 'answers other clients, on both paths' -ForEach @('v1', 'api/v1') {
        $sandbox = Start-PostPressSandbox -RelationCount 30
        $address = $sandbox.BaseUri.AbsoluteUri -replace '/v1$', "/$_"
        $page = Invoke-RestMethod "$address/users/relations?account_id=$($sandbox.AccountId[0])&limit=20" -Headers @{ 'X-API-KEY' = $sandbox.ApiKey }
        $page.items.Count | Should -Be 20
        $page.cursor | Should -Not -BeNullOrEmpty
    }

    It 'starts nothing with -WhatIf' {
        Start-PostPressSandbox -WhatIf | Should -BeNullOrEmpty
    }

    It 'says when the port is taken' {
        $port = (Start-PostPressSandbox).BaseUri.Port
        { Start-PostPressSandbox -Port $port } | Should -Throw -ErrorId 'PortNotAvailable,*'
    }

    It 'is reached without the proxy that the environment names' {
        $proxy = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $proxy.Start()
        $names = 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'
        $before = $names | ForEach-Object { @{ $_ = [Environment]::GetEnvironmentVariable($_) } }
        try {
            $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, "http://$($proxy.LocalEndpoint)") }
            $count = & $engine -NoProfile -Command "Import-Module '$module'; Connect-PostPress -Sandbox -MaximumRetryCount 0 -TimeoutSec 10; @(Get-PostPressRelation acc_sandbox_small).Count"
            $count | Should -Be 25
            $proxy.Pending() | Should -BeFalse
        }
        finally {
            $before | ForEach-Object { $_.GetEnumerator() } | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
            $proxy.Stop()
        }
    }

    It 'takes faults as text and as hashtables, and explains a wrong one' {
        $sandbox = Start-PostPressSandbox -Fault 'Error,Status=429', @{ Kind = 'Drop' }
        $sandbox.IsRunning | Should -BeTrue
        { Start-PostPressSandbox -Fault 'Explode' } | Should -Throw '*not a kind of fault*'
    }

    It 'refuses a fault whose value is out of its range: <_>' -ForEach @(
        'Latency,Seconds=-5'
        @{ Kind = 'Stall'; Seconds = -5 }
        @{ Kind = 'Error'; Page = 0 }
        'Error,Probability=2'
    ) {
        { Start-PostPressSandbox -Fault $_ } | Should -Throw '*, and must be from *'
    }

    It 'plays no fault where one is $null' {
        Connect-PostPress -Sandbox -Fault @($null, 'Error,Status=503,Page=9')
        try { @(Get-PostPressRelation $small -TimeoutSec 10 -MaximumRetryCount 0).Count | Should -Be 25 } finally { Disconnect-PostPress }
    }
}

Describe 'Stop-PostPressSandbox' {
    It 'closes the port of what comes through the pipeline' {
        $sandbox = Start-PostPressSandbox
        $sandbox | Stop-PostPressSandbox
        $sandbox.IsRunning | Should -BeFalse
        { Invoke-RestMethod $sandbox.BaseUri -TimeoutSec 5 } | Should -Throw
    }
}
