BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $way = 'Address', 'DNS', 'Proxy', 'Connection', 'TLS', 'Clock', 'Key'
    $escape = [char] 27
    function Get-Failed($Checks) {
        $failed = $Checks | Where-Object Status -eq Failed
        $failed.Action | Should -Not -BeNullOrEmpty
        $failed
    }

    function Get-ShownLine([int] $Width) {
        ($input | Out-String -Width $Width) -replace '\x1b\[[\d;]*m' -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
    }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Test-PostPressConnection' {
    AfterEach { Disconnect-PostPress }

    It 'passes on the sandbox, a step after the other, with one call and one an account' {
        $sandbox = Connect-TestSandbox
        $checks = Test-PostPressConnection $main, $small
        $checks[0] | Should -BeOfType ([PostPress.PostPressCheck])
        $checks.Name | Should -Be ($way + "Account $main", "Account $small", 'Pace', 'Budget')
        $checks | Where-Object Status -eq Failed | Should -BeNullOrEmpty
        ($checks | Where-Object Status -eq Skipped).Name | Should -Be @('DNS', 'TLS', 'Budget')
        $checks[0].PSObject.Properties.Name | Should -Be @('Name', 'Status', 'Detail', 'Action', 'Duration')
        $checks[6].Duration | Should -BeOfType ([timespan])
        $checks[6].Duration | Should -BeGreaterThan ([timespan]::Zero)
        Get-NewCall $sandbox | Should -Be '250@0 1@0 1@0'
    }

    It 'calls no account that was not given, and says how those of the list are' {
        $sandbox = Connect-TestSandbox
        $checks = Test-PostPressConnection
        $checks.Name | Should -Be ($way + 'Accounts', 'Pace', 'Budget')
        $checks[7].Detail | Should -BeLike '*8 of LinkedIn, 3 of them OK; not OK: acc_error_account_restricted ERROR, *'
        Get-NewCall $sandbox | Should -Be '250@0'
    }

    It 'takes accounts from the pipeline' {
        Connect-PostPress -Sandbox
        (Get-PostPressAccount -Type LINKEDIN -Status OK | Test-PostPressConnection | Where-Object Name -like 'Account *').Status | Should -Be @('Passed', 'Passed', 'Passed')
    }

    It 'refuses what is no account, and tests the others' {
        Connect-PostPress -Sandbox
        $checks = Test-PostPressConnection ' ', $small, (Get-Date) -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be @('AccountIdBlank', 'AccountIdMissing')
        ($checks | Where-Object Name -like 'Account *').Name | Should -Be "Account $small"
    }

    It 'makes no further call for who has seen enough' {
        $sandbox = Connect-TestSandbox
        (Test-PostPressConnection $main | Select-Object -First 1).Name | Should -Be 'Address'
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It 'tests another connection than that of the runspace' {
        $other = Connect-PostPress -Sandbox -PassThru
        $sandbox = Connect-TestSandbox
        Connect-PostPress -ApiKey (ConvertTo-Key 'pp_test_0123456789abcdef') -BaseUri http://127.0.0.1:9/v1
        $connection = Get-PostPressConnection
        Connect-PostPress -ApiKey (ConvertTo-Key $sandbox.ApiKey) -BaseUri $sandbox.BaseUri
        (Get-Failed (Test-PostPressConnection -Connection $connection)).Name | Should -Be 'Connection'
        (Test-PostPressConnection)[0].Detail | Should -BeLike "$($sandbox.BaseUri)*"
    }

    It 'says without a connection how to make one, and is no error' {
        $env:POSTPRESS_BASE_URI = 'https://nobody.invalid/v1'
        try { $checks = Test-PostPressConnection acc_1 }
        finally { $env:POSTPRESS_BASE_URI = $null }

        $checks[0].Detail | Should -BeLike 'https://nobody.invalid/v1*'
        $key = $checks | Where-Object Name -eq Key
        $key.Status | Should -Be 'Failed'
        $key.Action | Should -BeLike 'Run Connect-PostPress first*'
        ($checks | Where-Object Name -eq 'Account acc_1').Status | Should -Be 'Skipped'
    }

    It 'leaves a blocked account alone, and says how to clear it' {
        $env:POSTPRESS_STATE = "$TestDrive/ledger"
        try {
            $connection = Connect-PostPress -Sandbox -UseLedger -PassThru
            $null = Test-PostPressConnection acc_error_account_restricted
            $checks = Test-PostPressConnection acc_error_account_restricted, $small
            (Get-Failed $checks).Name | Should -Be @('Account acc_error_account_restricted', 'Budget acc_error_account_restricted')
            (Get-Failed $checks).Action | Should -BeLike '*Clear-PostPressUsage*'
            ($checks | Where-Object Name -eq "Budget $small").Detail | Should -Be '1 of 1,500 calls in the last 24 hours; 1,499 are left.'
            # Two for the key, one for each account.
            $connection.Sandbox.GetCalls().Count | Should -Be 4
            $null = Test-PostPressConnection acc_error_account_restricted -IgnoreLedger
            $connection.Sandbox.GetCalls().Count | Should -Be 6
        }
        finally { $env:POSTPRESS_STATE = 'off' }
    }
}

Describe 'A step that fails says what to do' {
    AfterEach { Disconnect-PostPress }

    It '<Name>: <What>' -ForEach @(
        @{ What = 'a bad address'; Name = 'Address'; BaseUri = 'http://api.example/v1'; Detail = '*readable over the network*'; Action = 'Use https*' }
        @{ What = 'nothing listens'; Name = 'Connection'; BaseUri = 'http://127.0.0.1:9/v1'; Detail = '*(connection_failed) 127.0.0.1:9: *'; Action = '*reaches the address*' }
    ) {
        $env:POSTPRESS_API_KEY = 'pp_test_0123456789abcdef'
        $env:POSTPRESS_BASE_URI = $BaseUri
        try {
            $checks = Test-PostPressConnection acc_1
            Test-PostPressConnection acc_1 -Quiet | Should -BeExactly $false
        }
        finally { $env:POSTPRESS_API_KEY = $env:POSTPRESS_BASE_URI = $null }

        $failed = Get-Failed $checks
        $failed.Name | Should -Be $Name
        $failed.Detail | Should -BeLike $Detail
        $failed.Action | Should -BeLike $Action
        # What needs it is skipped, and says so.
        $checks | Select-Object -Skip ($checks.IndexOf($failed) + 1) | Where-Object Name -in ($way + 'Account acc_1') | ForEach-Object {
            "$($_.Status) $($_.Detail)" | Should -Be "Skipped Not tested, because the check '$Name' failed."
        }
    }

    It 'Proxy: it wants credentials' {
        $proxy = Start-TestServer @{ Status = 407; Header = 'Proxy-Authenticate: Basic realm="office"' }
        $address = [uri] $proxy.BaseUri.GetLeftPart('Authority')
        try {
            Connect-PostPress (ConvertTo-Key 'pp_test_0123456789abcdef') https://nobody.invalid/v1 -Proxy $address
            $failed = Get-Failed (Test-PostPressConnection acc_1)
        }
        finally { Stop-TestServer $proxy }

        $failed.Name | Should -Be 'Proxy'
        $failed.Detail | Should -BeLike "*(proxy_failed) http://$($address.Authority) (of -Proxy): *"
        $failed.Action | Should -BeLike '*-ProxyCredential*HTTPS_PROXY*'
    }

    It 'Account: <Id>, <Status>' -ForEach @(
        @{ Id = 'acc_nobody'; Status = ''; Action = 'Check the id of the account*' }
        @{ Id = 'acc_error_account_restricted'; Status = 'ERROR'; Action = 'Stop all automation*' }
        @{ Id = 'acc_sandbox_mail'; Status = 'OK'; Action = 'Check that -AccountId names a LinkedIn account.' }
    ) {
        Connect-PostPress -Sandbox
        $checks = Test-PostPressConnection $Id, $small
        $failed = Get-Failed $checks
        $failed.Name | Should -Be "Account $Id"
        $failed.Detail | Should -BeLike $(if ($Status) { "Status $Status. *" } else { 'There is no such account*' })
        $failed.Action | Should -BeLike $Action
        ($checks | Where-Object Name -eq "Account $small").Status | Should -Be 'Passed'
    }
}

Describe 'TLS' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        function New-Certificate([int] $Days) {
            $key = [Security.Cryptography.RSA]::Create(2048)
            $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Test CA', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
            $names.AddIpAddress([Net.IPAddress]::Loopback)
            $request.CertificateExtensions.Add($names.Build())
            $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays($Days).AddHours(1))
            # Windows takes only a key that is stored.
            [Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx'))
        }
    }

    # Only there a process can be told what to trust.
    It 'passes by a certificate that is to be trusted, and says when it ends' -Skip:(-not $IsLinux) {
        $certificate = New-Certificate 9
        $certificate.ExportCertificatePem() | Set-Content "$TestDrive/root.pem"
        $server = Start-TestServer @{ Body = '{"items":[{"id":"acc_1"}]}' }, @{ Body = Get-TestData page-last.json } -Certificate $certificate
        $env:SSL_CERT_FILE, $env:POSTPRESS_API_KEY, $env:POSTPRESS_BASE_URI = "$TestDrive/root.pem", 'pp_test_0123456789abcdef', $server.BaseUri
        try {
            $checks = Invoke-Engine -Command "Import-Module '$module'; Test-PostPressConnection acc_1 | ConvertTo-Json -Compress" | ConvertFrom-Json
        }
        finally {
            $env:SSL_CERT_FILE = $env:POSTPRESS_API_KEY = $env:POSTPRESS_BASE_URI = $null
            Stop-TestServer $server
        }

        $checks | Where-Object Status -eq Failed | Should -BeNullOrEmpty
        $ends = $certificate.NotAfter.ToUniversalTime().ToString('yyyy-MM-dd')
        ($checks | Where-Object Name -eq TLS).Detail | Should -Match "^TLS 1\.[23]\. The certificate ends in 9 days, on $ends, and is not renewed yet; its issuer is 'Test CA'\.$"
        # TLS alone was no call.
        $server.Requests.Path | Should -Be @('/v1/accounts', '/v1/users/relations')
    }
}

Describe 'Test-PostPressConnection -Quiet' {
    AfterEach { Disconnect-PostPress }

    It 'is true where nothing fails' {
        $sandbox = Connect-TestSandbox
        $answer = Test-PostPressConnection $main -Quiet
        $answer | Should -BeOfType ([bool])
        $answer | Should -BeExactly $true
        Test-PostPressConnection -Quiet | Should -BeExactly $true
        Get-NewCall $sandbox | Should -Be '250@0 1@0 250@0'
    }

    It 'is false where a step fails, and ends there' {
        $sandbox = Connect-TestSandbox
        Test-PostPressConnection acc_nobody, $main -Quiet | Should -BeExactly $false
        Get-NewCall $sandbox | Should -Be '250@0 1@0'
        Test-PostPressConnection ' ' -Quiet -ErrorAction SilentlyContinue | Should -BeExactly $false
    }
}

Describe 'The view of a check' {
    BeforeAll {
        Connect-PostPress -Sandbox
        $checks = Test-PostPressConnection acc_error_account_restricted
    }

    AfterAll { Disconnect-PostPress }

    It 'is a table with the status first, and what to do under what is wrong' {
        $lines = $checks | Get-ShownLine 300
        $lines[0] | Should -MatchExactly '^Status\s+Name\s+Detail$'
        $lines -match '^Passed  Key +pp_test_.*9x2f is accepted\.$' | Should -HaveCount 1
        $lines -match '^Failed  Account acc_error_ac Status ERROR\. LinkedIn has restricted' | Should -HaveCount 1
        $lines -match '^(        count_restricted)? +Stop all automation' | Should -HaveCount 1
        ($checks | Get-ShownLine 80 | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'has colours where they are shown' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $coloured = $checks | Out-String -Width 120
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $checks | Out-String -Width 120
        }
        finally { $PSStyle.OutputRendering = $before }

        $coloured.Contains("$($PSStyle.Formatting.Error)Failed$escape[0m") | Should -BeTrue
        $coloured.Contains("$($PSStyle.Formatting.Warning)Skipped$escape[0m") | Should -BeTrue
        $coloured | Should -Match '(?m)^Passed '
        $plain | Should -Not -Match $escape
    }

    It 'is a list with every property' {
        $lines = $checks[7] | Format-List | Get-ShownLine 300
        $lines | ForEach-Object { $_.Split(' ')[0] } | Should -Be @('Name', 'Status', 'Detail', 'Action', 'Duration')
        $lines[4] | Should -Match '^Duration : \d+\.\d{3} s$'
    }

    It 'is the same for one that was carried' {
        $carried = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($checks))
        $carried | Out-String -Width 200 | Should -Be ($checks | Out-String -Width 200)
    }
}

Describe 'Tab' {
    It 'offers the accounts' {
        Connect-PostPress -Sandbox
        (TabExpansion2 ($line = 'Test-PostPressConnection -AccountId acc_sandbox_m') $line.Length).CompletionMatches.CompletionText | Should -Contain $main
        Disconnect-PostPress
    }
}
