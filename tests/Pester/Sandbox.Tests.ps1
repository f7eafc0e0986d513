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

    It 'takes faults as text and as hashtables, and explains a wrong one' {
        $sandbox = Start-PostPressSandbox -Fault 'Error,Status=429', @{ Kind = 'Drop' }
        $sandbox.IsRunning | Should -BeTrue
        { Start-PostPressSandbox -Fault 'Explode' } | Should -Throw '*not a kind of fault*'
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
