BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Get-ShownLine([int] $Width) {
        # Only the colours that PowerShell itself gives to labels: one that came from the server would stay.
        ($input | Out-String -Width $Width) -replace '\x1b\[(0|32;1|32;1;3)m' -split '\r?\n' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
    }
}

AfterAll { Disconnect-PostPress }

Describe 'The view of a relation' {
    It 'is a table that fits the screen, a line for each relation: <_> columns' -ForEach 80, 200 {
        Connect-PostPress -Sandbox
        $lines = Get-PostPressRelation $small | Get-ShownLine $_
        $lines[0] | Should -MatchExactly '^Name\s+Headline\s+Connected\s+Profile$'
        $lines | Should -HaveCount (2 + 25)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines -match '2026-06-' | Should -Not -BeNullOrEmpty
    }

    It 'is a list with every property' {
        Connect-PostPress -Sandbox
        $relation = Get-PostPressRelation $small -First 1
        $labels = $relation | Format-List | Get-ShownLine 120 | Where-Object { $_ -match ' :( |$)' } | ForEach-Object { $_.Split(' ')[0] }
        $labels | Should -Be $relation.PSObject.Properties.Name
    }

    It 'shows no control character and no mark of direction: <View>' -ForEach @(
        @{ View = 'a table'; Format = { $input }; Shows = 'Ada [31m Love lace' }
        @{ View = 'a list'; Format = { $input | Format-List }; Shows = 'one two three' }
    ) {
        $server = Connect-TestServer @{ Body = '{"items":[{"first_name":"Ada\u001b[31m","last_name":"Love\u202elace","headline":"one\r\ntwo\u0007 three\u2066","public_identifier":"ada\u0008","member_id":"m\u009b1","created_at":1747400000000}],"cursor":null}' }
        try { $relation = Get-PostPressRelation acc_1 } finally { Stop-TestServer $server }
        $shown = ($relation | & $Format | Get-ShownLine 120) -join ' '
        $shown.Contains($Shows) | Should -BeTrue
        $shown | Should -Not -Match '[\p{Cc}\u202e\u2066]'
        $relation.Headline | Should -BeExactly "one`r`ntwo$([char] 7) three$([char] 0x2066)"
    }
}

Describe 'The view of a connection' {
    It 'shows the accounts of the sandbox' {
        $shown = (Connect-PostPress -Sandbox -PassThru | Get-ShownLine 200) -join ' '
        'acc_sandbox_main', 'acc_sandbox_small', 'acc_sandbox_empty' | ForEach-Object { $shown | Should -BeLike "*$_*" }
    }

    It 'has as a list a line for each setting on a narrow screen' {
        $connection = Connect-PostPress -Sandbox -MaximumRetryWaitSec 77 -PassThru
        $lines = $connection | Format-List | Get-ShownLine 80
        $lines | ForEach-Object { $_ | Should -Match '^\w+ +:' }
        $lines -match '^MaximumRetryWaitSec +: 77$' | Should -HaveCount 1
        $lines | ForEach-Object { $_.Split(' ')[0] } | Should -Be (@('BaseUri', 'MaskedKey', 'IsSandbox', 'AccountId') + $connection.Settings.PSObject.Properties.Name)
    }
}
