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

    It 'answers other clients' {
        $sandbox = Start-PostPressSandbox -RelationCount 30
        $page = Invoke-RestMethod "$($sandbox.BaseUri)/users/relations?account_id=$($sandbox.AccountId[0])&limit=20" -Headers @{ 'X-API-KEY' = $sandbox.ApiKey }
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
        @{ Fault = "@{ Kind = 'Error'; Sttus = 1 }"; Says = 'Sttus' }
        @{ Fault = "@{ Kind = 'Latency'; Seconds = -5 }"; Says = 'Seconds is -5, and must be from 0 to 86400.' }
        @{ Fault = '@{ Kind = "Error"; RetryAfter = "3`r`nX: 1" }'; Says = 'RetryAfter has a character that no header takes.' }
    ) {
        $thrown = try { Start-PostPressSandbox -Fault (Invoke-Expression $Fault) } catch { $_ }
        $thrown.Exception | Should -BeOfType ([Management.Automation.ParameterBindingException])
        "$thrown".Contains($Says) | Should -BeTrue
    }
}

Describe 'The clock of a sandbox' {
    AfterEach { Disconnect-PostPress; Stop-PostPressSandbox }

    It 'is the real time by default' {
        $before = [DateTimeOffset]::UtcNow
        $sandbox = Start-PostPressSandbox
        $sandbox.Now | Should -BeGreaterOrEqual $before
        $sandbox.Now | Should -BeLessOrEqual ([DateTimeOffset]::UtcNow)
    }

    It 'starts where -Now says: <_>' -ForEach @(
        "'2026-07-01T02:00:00Z'"
        "'2026-07-01T04:00:00+02:00'"
        "([DateTimeOffset] '2026-07-01T02:00:00Z')"
        "([DateTimeOffset] '2026-07-01T02:00:00Z').LocalDateTime"
    ) {
        $sandbox = Start-PostPressSandbox -Now (Invoke-Expression $_)
        $sandbox.Now | Should -Be ([DateTimeOffset] '2026-07-01T02:00:00Z')
        $sandbox.Now.Offset | Should -Be ([timespan]::Zero)
    }

    It 'can be moved on: <_>' -ForEach @(
        '$sandbox.Now = $sandbox.Now.AddDays(1)'
        '$sandbox.Now += [timespan] "1.00:00:00"'
        '$sandbox.Now = "2026-07-02T02:00:00Z"'
    ) {
        $sandbox = Start-PostPressSandbox -Now '2026-07-01T02:00:00Z'
        Invoke-Expression $_
        $sandbox.Now | Should -Be ([DateTimeOffset] '2026-07-02T02:00:00Z')
    }

    It 'refuses what is not a time that is meant: <Now>' -ForEach @(
        @{ Now = "'tomorrow'"; Says = 'tomorrow' }
        @{ Now = '2027'; Says = '2027' }
        @{ Now = '[datetime] 2027'; Says = 'in the years 2000 to 2099' }
        @{ Now = "'2126-07-01'"; Says = 'in the years 2000 to 2099' }
    ) {
        foreach ($command in { Start-PostPressSandbox -Now (Invoke-Expression $Now) }, { Connect-PostPress -Sandbox -Now (Invoke-Expression $Now) }) {
            $thrown = try { & $command } catch { $_ }
            $thrown.FullyQualifiedErrorId | Should -BeLike $(if ($Says -like 'in the years*') { 'ParameterArgumentValidationError,*' } else { 'NotATime,*' })
            "$thrown".Contains($Says) | Should -BeTrue
        }

        $sandbox = Start-PostPressSandbox
        { $sandbox.Now = Invoke-Expression $Now } | Should -Throw "*$Says*"
    }

    It 'is that of the calls' {
        $sandbox = Connect-TestSandbox -Now '2026-07-01T02:00:00Z'
        $null = Get-PostPressRelation $small
        $sandbox.Now = $sandbox.Now.AddDays(1)
        $null = Get-PostPressRelation $small
        $sandbox.GetCalls().Time | Should -Be @([DateTimeOffset] '2026-07-01T02:00:00Z', [DateTimeOffset] '2026-07-02T02:00:00Z')
    }

    It 'is reached through the connection that -Sandbox made, and through no other' {
        Connect-PostPress -Sandbox -Now '2026-07-01T02:00:00Z'
        $sandbox = (Get-PostPressConnection).Sandbox
        $sandbox.BaseUri | Should -Be (Get-PostPressConnection).BaseUri
        $sandbox.Now = $sandbox.Now.AddDays(1)
        (Get-PostPressConnection).Sandbox.Now | Should -Be ([DateTimeOffset] '2026-07-02T02:00:00Z')
        Connect-PostPress (ConvertTo-Key 'pp_live_0123456789abcdef') https://a.example/v1
        (Get-PostPressConnection).Sandbox | Should -BeNullOrEmpty
        (Get-PostPressConnection).IsSandbox | Should -BeFalse
    }

    It 'is in the view' {
        Start-PostPressSandbox -Now '2026-07-01T02:00:00Z' | Out-String | Should -Match 'Now\s+: 2026-0[67]-'
    }
}

Describe '-Fault Live' {
    BeforeEach { $sandbox = Connect-TestSandbox -Fault 'Live,AddPerDay=30,RemovePerDay=10,ChangePerDay=20' -Now '2026-07-01T02:00:00Z' }
    AfterEach { Disconnect-PostPress; Stop-PostPressSandbox }

    It 'gives the same list while the clock stands, and another one a day later' {
        $before = @(Get-PostPressRelation $main)
        @(Get-PostPressRelation $main).ProfilePictureUrl | Should -Be $before.ProfilePictureUrl
        $sandbox.Now = $sandbox.Now.AddDays(1)
        $after = @(Get-PostPressRelation $main)
        $new = @($after | Where-Object MemberUrn -notin $before.MemberUrn | Where-Object PublicIdentifier -notin $before.PublicIdentifier)
        $new.Count | Should -BeGreaterThan 10
        # They come first, at their moment of the clock.
        $new.MemberId | Should -Be $after[0..($new.Count - 1)].MemberId
        $new | ForEach-Object { $_.CreatedAt -gt $sandbox.Now.AddDays(-1) -and $_.CreatedAt -le $sandbox.Now } | Should -Not -Contain $false
        @($before | Where-Object MemberUrn -notin $after.MemberUrn | Where-Object PublicIdentifier -notin $after.PublicIdentifier).Count | Should -BeGreaterThan 2
        $headlines = @{}
        $before | ForEach-Object { $headlines[$_.MemberId] = $_.Headline }
        @($after | Where-Object { $headlines.ContainsKey($_.MemberId) -and $headlines[$_.MemberId] -cne $_.Headline }).Count | Should -BeGreaterThan 2
    }

    It 'goes on where it was in a sandbox that is started again' {
        $sandbox.Now = $sandbox.Now.AddDays(3)
        $before = (Get-PostPressRelation $main).MemberId
        $again = Connect-TestSandbox -Fault @{ ChangePerDay = 20; RemovePerDay = 10; AddPerDay = 30; Kind = 'Live' } -Now $sandbox.Now
        (Get-PostPressRelation $main).MemberId | Should -Be $before
        $again.GetCalls().Fault | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'takes nothing of single calls, and no rate that is none: <Fault>' -ForEach @(
        @{ Fault = "'Live,Page=2'"; Says = 'Live takes no Page: it is not a fault of single calls.' }
        @{ Fault = "@{ Kind = 'Live'; RemovePerDay = 'some' }"; Says = 'some' }
    ) {
        $thrown = try { Start-PostPressSandbox -Fault (Invoke-Expression $Fault) } catch { $_ }
        $thrown.Exception | Should -BeOfType ([Management.Automation.ParameterBindingException])
        "$thrown".Contains($Says) | Should -BeTrue
    }
}
