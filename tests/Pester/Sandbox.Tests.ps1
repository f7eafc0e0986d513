BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Start-PostPressSandbox' {
    AfterEach { Stop-PostPressSandbox }

    It 'says where it is and what it serves' {
        $sandbox = Start-PostPressSandbox -RelationCount 5
        $sandbox | Should -HaveCount 1
        $sandbox.GetType().FullName | Should -Be 'PostPress.PostPressSandbox'
        $sandbox.BaseUri.IsLoopback | Should -BeTrue
        $sandbox.ApiKey | Should -Be 'pp_test_sandbox_3k7d9x2f'
        $sandbox.RelationCount | Should -Be 5
        $sandbox.IsRunning | Should -BeTrue
    }

    It 'answers other clients, on both paths: <_>' -ForEach @('v1', 'api/v1') {
        $sandbox = Start-PostPressSandbox -RelationCount 30
        $address = $sandbox.BaseUri.AbsoluteUri -replace '/v1$', "/$_"
        $page = Invoke-RestMethod "$address/users/relations?account_id=$($sandbox.AccountId[0])&limit=20" -Headers @{ 'X-API-KEY' = $sandbox.ApiKey }
        $page.items.Count | Should -Be 20
        $page.cursor | Should -Not -BeNullOrEmpty
    }

    It 'has its accounts in a list, the one with all relations first' {
        (Start-PostPressSandbox).AccountId[0] | Should -Be $main
        (Connect-PostPress -Sandbox -PassThru).AccountId[0] | Should -Be $main
        (Get-PostPressConnection).AccountId[0] | Should -Be $main
    }

    It 'gives the same people for the same seed, and others for another' {
        $first, $again, $other = 7, 7, 8 | ForEach-Object { Connect-PostPress -Sandbox -Seed $_; (Get-PostPressRelation $small).MemberId -join ',' }
        $again | Should -BeExactly $first
        $other | Should -Not -BeExactly $first
    }

    It 'says when the port is taken' {
        $port = (Start-PostPressSandbox).BaseUri.Port
        $ErrorActionPreference = 'Continue'
        $thrown = try { Start-PostPressSandbox -Port $port } catch { $_ }
        $thrown.FullyQualifiedErrorId | Should -BeLike 'PortNotAvailable,*'
        $thrown.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        "$thrown" | Should -BeLike "*port $port*"
        $thrown.ErrorDetails.RecommendedAction | Should -BeLike '*-Port*'
    }

    It 'is reached without the proxy that the environment names' {
        $proxy = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $proxy.Start()
        $names = 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'
        $before = $names | ForEach-Object { @{ $_ = [Environment]::GetEnvironmentVariable($_) } }
        try {
            $names | ForEach-Object { [Environment]::SetEnvironmentVariable($_, "http://$($proxy.LocalEndpoint)") }
            $count = Invoke-Engine -Command "Import-Module '$module'; Connect-PostPress -Sandbox -MaximumRetryCount 0 -TimeoutSec 10; @(Get-PostPressRelation acc_sandbox_small).Count"
            $count.Trim() | Should -Be 25
            $proxy.Pending() | Should -BeFalse
        }
        finally {
            $before | ForEach-Object { $_.GetEnumerator() } | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
            $proxy.Stop()
        }
    }

    It 'refuses a fault whose value is out of its range: <_>' -ForEach @(
        "'Latency,Seconds=-5'"
        "@{ Kind = 'Stall'; Seconds = -5 }"
        "@{ Kind = 'Error'; Page = 0 }"
        "'Error,Probability=2'"
    ) {
        { Start-PostPressSandbox -Fault (Invoke-Expression $_) } | Should -Throw '*, and must be from *'
    }

    It 'plays no fault where one is $null' {
        Connect-PostPress -Sandbox -Fault @($null, 'Error,Status=503,Page=9')
        try { @(Get-PostPressRelation $small -TimeoutSec 10 -MaximumRetryCount 0).Count | Should -Be 25 } finally { Disconnect-PostPress }
    }
}

Describe 'Stop-PostPressSandbox' {
    It 'closes the port of what comes through the pipeline, and may be called twice' {
        $sandbox = Start-PostPressSandbox
        Test-Port $sandbox.BaseUri.Port | Should -BeTrue
        $sandbox | Stop-PostPressSandbox | Should -BeNullOrEmpty
        $sandbox | Stop-PostPressSandbox | Should -BeNullOrEmpty
        $sandbox.IsRunning | Should -BeFalse
        Test-Port $sandbox.BaseUri.Port | Should -BeFalse
    }

    It 'stops none for an empty pipeline' {
        $sandbox = Start-PostPressSandbox
        @() | Stop-PostPressSandbox
        $sandbox.IsRunning | Should -BeTrue
    }

    It 'forgets the connection to the sandbox of the connection' {
        Connect-PostPress -Sandbox
        Stop-PostPressSandbox
        { Get-PostPressConnection } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

Describe 'A sandbox and the connection to it' {
    It 'end together: <_>' -ForEach @(
        'Disconnect-PostPress', 'Connect-PostPress -Sandbox', "Connect-PostPress (ConvertTo-Key 'pp_live_0123456789abcdef') https://a.example/v1"
    ) {
        $port = (Connect-PostPress -Sandbox -PassThru).BaseUri.Port
        Invoke-Expression $_
        Test-Port $port | Should -BeFalse
    }

    It 'do not if the sandbox was started by itself' {
        $sandbox = Connect-TestSandbox
        Disconnect-PostPress
        Test-Port $sandbox.BaseUri.Port | Should -BeTrue
    }
}

Describe '-WhatIf' {
    It 'starts nothing, stops nothing, and says so' {
        Start-PostPressSandbox -WhatIf | Should -BeNullOrEmpty
        $port = (Start-PostPressSandbox).BaseUri.Port
        Stop-PostPressSandbox -WhatIf
        Test-Port $port | Should -BeTrue
        # Only a host is told what would be done.
        $shown = Invoke-Engine -Command "Import-Module '$module'; `$sandbox = Start-PostPressSandbox; `$sandbox | Stop-PostPressSandbox -WhatIf; `$sandbox.IsRunning"
        $shown | Should -Match '(?s)What if.*True'
    }
}

Describe '-Fault' {
    It 'takes a text or a hashtable: <_>' -ForEach @(
        "'Error,Status=403,Page=2'"
        "'error, status=403, page=2'"
        "'Error,Type=errors/insufficient_permissions,Page=2'"
        "@{ Kind = 'Error'; Status = 403; Page = 2 }"
        "@{ Kind = 'Latency'; Seconds = 0; Page = 1 }, 'Error,Status=403,Page=2'"
        "([PostPress.SandboxFault]@{ Kind = 'Error'; Status = 403; Page = 2 })"
    ) {
        Connect-PostPress -Sandbox -Fault (Invoke-Expression $_)
        Get-PostPressRelation $main -PageSize 10 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -HaveCount 10
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'insufficient_permissions,*'
    }

    It 'refuses with the reason: <Fault>' -ForEach @(
        @{ Fault = "'Eror'"; Says = "'Eror' is not a kind of fault" }
        @{ Fault = "'99'"; Says = "'99' is not a kind of fault" }
        @{ Fault = "'Error,Status'"; Says = "'Status' is not Name=Value" }
        @{ Fault = "'Error,Sttus=1'"; Says = "A fault has no 'Sttus'" }
        @{ Fault = "'Error,Status=many'"; Says = 'many' }
        @{ Fault = "@{ Kind = 'Error'; Sttus = 1 }"; Says = 'Sttus' }
        @{ Fault = "'Latency,Seconds=-5'"; Says = 'Seconds is -5, and must be from 0 to 86400.' }
        @{ Fault = "@{ Kind = 'Latency'; Seconds = -5 }"; Says = 'Seconds is -5, and must be from 0 to 86400.' }
        @{ Fault = '@{ Kind = "Error"; RetryAfter = "3`r`nX: 1" }'; Says = 'RetryAfter has a character that no header takes.' }
    ) {
        $thrown = try { Start-PostPressSandbox -Fault (Invoke-Expression $Fault) } catch { $_ }
        $thrown.Exception | Should -BeOfType ([Management.Automation.ParameterBindingException])
        "$thrown".Contains($Says) | Should -BeTrue
    }
}
