BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox
    $accounts = Get-PostPressAccount
    $escape = [char] 27
    function Get-ShownLine([int] $Width) {
        ($input | Out-String -Width $Width) -replace '\x1b\[[\d;]*m' -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ }
    }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'The view of an account' {
    It 'is a table that fits the screen, with the status first and the id whole: <_> columns' -ForEach 80, 200 {
        $lines = $accounts | Get-ShownLine $_
        $lines[0] | Should -MatchExactly '^Status\s+Type\s+Name\s+Id$'
        $lines | Should -HaveCount (2 + 15)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines -match '^CREDENTIALS LINKEDIN .+ acc_error_expired_credentials$' | Should -HaveCount 1
        $lines -match '^OK          LINKEDIN .+ acc_sandbox_main$' | Should -HaveCount 1
        [PostPress.PostPressAccount]@{ Id = 'acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR' } | Get-ShownLine 80 | Select-Object -Last 1 | Should -Match 'acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR$'
    }

    It 'has colours for those that are broken, and only where they are shown' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $coloured = $accounts | Out-String -Width 120
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $accounts | Out-String -Width 120
        }
        finally { $PSStyle.OutputRendering = $before }

        $red, $yellow = $PSStyle.Formatting.Error, $PSStyle.Formatting.Warning
        'ERROR', 'CREDENTIALS', 'PERMISSIONS', 'STOPPED' | ForEach-Object { $coloured.Contains("$red$_$escape[0m") | Should -BeTrue }
        $coloured.Contains("${yellow}CONNECTING$escape[0m") | Should -BeTrue
        $coloured -split '\r?\n' -match '^OK ' | Should -Not -Match $escape
        $plain | Should -Not -Match $escape
        $plain | Should -Match 'CREDENTIALS LINKEDIN'
    }

    It 'has no colour in a child process with NO_COLOR' {
        $shown = Invoke-Engine -Command "Import-Module '$module'; Connect-PostPress -Sandbox; Get-PostPressAccount acc_error_expired_credentials"
        $shown | Should -Match '(?m)^CREDENTIALS LINKEDIN'
    }

    It 'is a list with every property, each source with its status' {
        $lines = $accounts[5] | Format-List | Get-ShownLine 200
        $lines | ForEach-Object { $_.Split(' ')[0] } | Should -Be $accounts[5].PSObject.Properties.Name
        $lines -match '^Source +: acc_error_insufficient_permissions_MESSAGING: OK, acc_error_insufficient_permissions_RECRUITER: PERMISSIONS$' | Should -HaveCount 1
        $lines -match ('^CreatedAt +: ' + $accounts[5].CreatedAt.LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss')) | Should -HaveCount 1
    }

    It 'shows no control character and no mark of direction: <View>' -ForEach @(
        @{ View = 'a table'; Format = { $input } }
        @{ View = 'a list'; Format = { $input | Format-List } }
    ) {
        $server = Connect-TestServer @{ Body = '{"items":[{"id":"acc\u001b[2J1","name":"Ada\u202e\r\nLove","type":"LINKED\u0007IN","sources":[{"id":"s\u001b","status":"O\u009bK"}]}]}' }
        try { $account = Get-PostPressAccount } finally { Stop-TestServer $server }
        $shown = ($account | & $Format | Get-ShownLine 200) -join ' '
        $shown | Should -Match 'acc \[2J1'
        $shown | Should -Match 'Ada Love'
        $shown | Should -Not -Match '[\p{Cc}\u202e]'
        $account.Name | Should -BeExactly "Ada$([char] 0x202e)`r`nLove"
    }
}

Describe 'An account that was carried by <Name>' -ForEach @(
    @{ Name = 'Export-Clixml'; Carry = { $accounts | Export-Clixml "$TestDrive/a.xml"; Import-Clixml "$TestDrive/a.xml" } }
    @{ Name = 'the serializer of remoting'; Carry = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($accounts)) } }
    @{ Name = 'a job that it was given to'; Carry = { $accounts | Start-Job { Import-Module $using:module; $input } | Receive-Job -Wait -AutoRemoveJob } }
) {
    It 'is an account, with its times and its sources' {
        $carried = @(& $Carry)
        $carried.Count | Should -Be 15
        $carried[0].PSObject.BaseObject | Should -BeOfType ([PostPress.PostPressAccount])
        $carried[5].Source[1].PSObject.BaseObject | Should -BeOfType ([PostPress.PostPressAccountSource])
        $carried[0].CreatedAt | Should -BeOfType ([DateTimeOffset])
        $carried.CreatedAt.UtcTicks | Should -Be $accounts.CreatedAt.UtcTicks
        $carried.LastFetchedAt.UtcTicks | Should -Be $accounts.LastFetchedAt.UtcTicks
        ($carried | Select-Object Id, Name, Type, Status, @{ Name = 'Source'; Expression = { $_.Source -join ' ' } } | ConvertTo-Json) |
            Should -Be ($accounts | Select-Object Id, Name, Type, Status, @{ Name = 'Source'; Expression = { $_.Source -join ' ' } } | ConvertTo-Json)
        $carried | Format-Table | Out-String | Should -Be ($accounts | Format-Table | Out-String)
    }
}

Describe 'An account in a test of a script' {
    It 'is made from a hashtable' {
        $account = [PostPress.PostPressAccount]@{ Id = 'acc_1'; Type = 'LINKEDIN'; Status = 'OK'; Source = @{ Id = 's_1'; Status = 'OK' } }
        "$account", "$($account.Source)" | Should -Be @('acc_1', 's_1: OK')
        [PostPress.PostPressAccount]::new().Status | Should -Be 'UNKNOWN'
    }
}

Describe 'Tab' {
    BeforeAll {
        function Get-Completion([string] $Line) { @((TabExpansion2 $Line $Line.Length).CompletionMatches) }
        # In a runspace of its own, which has listed and read no accounts yet, against a server with these accounts.
        function Get-CompletionAfter([string] $Body, [string] $Script, [string] $Line) {
            $server = Start-TestServer @{ Body = $Body }
            $runspace = [powershell]::Create()
            try {
                return $runspace.AddScript({
                    param($module, $address, $key, $script, $line)
                    Import-Module $module
                    Connect-PostPress -BaseUri $address -ApiKey $key
                    $null = & ([scriptblock]::Create($script))
                    (TabExpansion2 $line $line.Length).CompletionMatches
                }).AddParameters(@($module, $server.BaseUri, (ConvertTo-Key 'pp_test_0123456789abcdef'), $Script, $Line)).Invoke()
            }
            finally {
                $runspace.Dispose()
                Stop-TestServer $server
            }
        }
    }

    It 'offers the accounts that were listed, in their order, with what is known of them: <_>' -ForEach 'Get-PostPressRelation -AccountId a', 'Export-PostPressRelation ', 'Get-PostPressAccount -Id ' {
        $body = '{"items":[{"id":"acc_2","name":"Ada","type":"LINKEDIN","sources":[{"status":"OK"}]},{"id":"acc_1","type":"MAIL"},{"id":"acc 3"},{"id":"acc\u001b4"},{"id":"acc_5\n"}]}'
        $offered = Get-CompletionAfter $body 'Get-PostPressAccount' $_
        # What a terminal would obey is not put at the prompt.
        $offered.CompletionText | Should -Be @('acc_2', 'acc_1', "'acc 3'")
        $offered[0].ToolTip | Should -Be 'Ada (LINKEDIN, OK)'
    }

    It 'offers only those that -Type and -First let through' {
        $body = '{"items":[{"id":"acc_1","type":"MAIL"},{"id":"acc_2","type":"LINKEDIN"},{"id":"acc_3","type":"LINKEDIN"}]}'
        (Get-CompletionAfter $body 'Get-PostPressAccount -Type linkedin -First 1' 'Get-PostPressRelation acc').CompletionText | Should -Be 'acc_2'
    }

    It 'offers types and statuses' {
        (Get-Completion 'Get-PostPressAccount -Type LI').CompletionText | Should -Be 'LINKEDIN'
        (Get-Completion 'Get-PostPressAccount -Status ').CompletionText | Should -Be @('ERROR', 'CREDENTIALS', 'PERMISSIONS', 'STOPPED', 'CONNECTING', 'OK')
    }
}
