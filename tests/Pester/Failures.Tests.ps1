BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Get-Failure([string] $Id, [string] $Category) {
        $record = Get-OnlyError { Get-PostPressRelation acc_1 | Should -BeNullOrEmpty }
        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.CategoryInfo.Category | Should -Be $Category
        $record.TargetObject | Should -Be 'acc_1'
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $record
    }
}

AfterAll { Disconnect-PostPress }

Describe 'A server that is not reached' {
    It 'a closed port is a connection error' {
        Stop-TestServer (Connect-TestServer @{ Never = $true })
        "$(Get-Failure connection_failed ConnectionError)" | Should -BeLike '*127.0.0.1*'
    }

    It 'an unknown host is a connection error of its own' {
        Connect-PostPress (ConvertTo-Key 'pp_test_0123456789abcdef') https://nobody.invalid/v1 -RetryIntervalSec 0
        $null = Get-Failure name_not_resolved ConnectionError
    }

    It 'no answer is a time-out' {
        $server = Connect-TestServer @{ Never = $true } -TimeoutSec 1 -MaximumRetryCount 0
        try { $null = Get-Failure response_timeout OperationTimeout } finally { Stop-TestServer $server }
    }

    It 'an idle body is a time-out of its own' {
        Connect-PostPress -Sandbox -Fault Stall
        $record = Get-OnlyError { Get-PostPressRelation $main -TimeoutSec 1 -MaximumRetryCount 0 }
        $record.FullyQualifiedErrorId | Should -BeLike 'idle_timeout,*'
        $record.CategoryInfo.Category | Should -Be 'OperationTimeout'
    }
}

Describe 'An answer that is not a list' {
    AfterEach { Stop-TestServer $server }

    It 'is a protocol error and never an empty list: <_>' -ForEach @(
        '<html><title>Just a moment...</title></html>', '[]', '{}', '"text"', '', '{"items":[]}', '{"items":{},"cursor":null}', '{"items":[],"cursor":null} more'
    ) {
        $server = Connect-TestServer @{ Body = $_ }
        $null = Get-Failure not_a_list ProtocolError
        $server.Requests | Should -HaveCount 1
    }

    It 'but truncated is retried, and then a protocol error' {
        $server = Connect-TestServer @{ Body = '{"items":[{"first_name":"Jor' } -MaximumRetryCount 2
        $null = Get-Failure body_truncated ProtocolError
        $server.Requests | Should -HaveCount 3
    }

    It 'but a page of a gateway is quoted without control characters' {
        $server = Connect-TestServer @{ Status = 502; Body = "<h1>Bad$([char] 27)[2J gateway</h1>" } -MaximumRetryCount 0
        "$(Get-Failure http_502 ResourceUnavailable)".Contains('<h1>Bad [2J gateway</h1>') | Should -BeTrue
    }

    It 'but an error of an unknown type has the category of its status' {
        $server = Connect-TestServer @{ Status = 418; Body = '{"title":"Teapot","type":"errors/short_and_stout","status":418}' }
        $null = Get-Failure short_and_stout InvalidArgument
    }

    It 'but a documented error is read' {
        $server = Connect-TestServer @{ Status = 429; Body = Get-TestData error-429.json } -MaximumRetryCount 0
        "$(Get-Failure too_many_requests LimitsExceeded)" | Should -BeLike '*req_01HXYZ4QK3WJ8FN3M6QH7TZ8GR*'
    }
}

Describe 'A redirect' {
    It 'is not followed with the key: <_>' -ForEach 301, 302, 307, 308 {
        $other = Start-TestServer @{ Body = Get-TestData page-last.json }
        $server = Connect-TestServer @{ Status = $_; Header = "Location: http://localhost:$($other.BaseUri.Port)/v1/users/relations" }
        try {
            "$(Get-Failure redirect_refused ProtocolError)" | Should -BeLike "*'localhost'*"
            $other.Requests | Should -BeNullOrEmpty
        }
        finally {
            Stop-TestServer $server
            Stop-TestServer $other
        }
    }
}

Describe 'A cursor that repeats' {
    It 'ends the list with an error' {
        $server = Connect-TestServer @{ Body = '{"items":[{"member_id":"m0"}],"cursor":"again"}' }, @{ Body = '{"items":[{"member_id":"m1"}],"cursor":"again"}' }
        try {
            $relations = Get-PostPressRelation acc_1 -ErrorAction SilentlyContinue -ErrorVariable failed
            $relations | Should -HaveCount 2
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'cursor_repeated,*'
            $failed[0].CategoryInfo.Category | Should -Be 'ProtocolError'
            $server.Requests | Should -HaveCount 2
        }
        finally { Stop-TestServer $server }
    }
}
