BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox
    # One account that fails, and the next.
    $failing = @{ AccountId = 'acc_error_expired_credentials', $small; First = 1 }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Errors behave as PowerShell users expect' {
    BeforeEach { $ErrorActionPreference = 'Continue' }

    It '$Error has the one that came' {
        $Error.Clear()
        $null = Get-PostPressRelation @failing 2> $null
        $Error | Should -HaveCount 1
        $Error[0].FullyQualifiedErrorId | Should -Be 'expired_credentials,PostPress.Commands.GetPostPressRelationCommand'
    }

    It '-ErrorAction Stop is caught by its type, and the next account is not read' {
        $null = Get-NewCall $sandbox
        $output = try { Get-PostPressRelation @failing -ThrottleLimit 1 -ErrorAction Stop; 'not here' } catch [PostPress.PostPressApiException] { $_.Exception.Id; $_.Exception.Status }
        $output | Should -Be @('expired_credentials', 401)
        Get-NewCall $sandbox | Should -Be '1@0'
    }

    It '$ErrorActionPreference stops too' {
        $script:output = 'none'
        { $ErrorActionPreference = 'Stop'; $script:output = Get-PostPressRelation @failing } | Should -Throw -ErrorId 'expired_credentials,*'
        $output | Should -Be 'none'
    }

    It '-ErrorVariable collects it' {
        $null = Get-PostPressRelation @failing -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $failed[0].TargetObject | Should -Be 'acc_error_expired_credentials'
    }

    It 'SilentlyContinue is silent and remembers, Ignore does not' {
        $Error.Clear()
        Get-PostPressRelation acc_error_wrong_account -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $Error | Should -HaveCount 1
        $Error.Clear()
        $null = Get-PostPressRelation @failing -ErrorAction Ignore
        $Error | Should -HaveCount 0
    }

    It '$? is false after an error and true without' {
        $null = Get-PostPressRelation @failing 2> $null
        $? | Should -BeFalse
        $null = Get-PostPressRelation $small
        $? | Should -BeTrue
    }

    It 'the message names the account, the status and the request' {
        $message = "$(Get-OnlyError { Get-PostPressRelation @failing })"
        $message | Should -BeLike "*'acc_error_expired_credentials'*"
        $message | Should -BeLike '*HTTP 401*'
        $message | Should -BeLike '*req_sandbox_*'
    }
}

Describe 'What a terminal shows' {
    It 'output, errors and verbose lines, in the order they came' {
        $shown = Invoke-Engine -Command "Import-Module '$module'; 'first'; Connect-PostPress -Sandbox; Get-PostPressRelation acc_nobody; `$null = Get-PostPressRelation acc_sandbox_empty -Verbose; 'last'"
        $shown | Should -Match '(?s)first.*acc_nobody.*VERBOSE: acc_sandbox_empty: asking for page 1.*last'
    }
}
