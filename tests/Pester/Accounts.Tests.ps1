BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    function Get-CountByAccount($Relations) {
        ($Relations | Group-Object AccountId | ForEach-Object { "$($_.Name):$($_.Count)" }) -join ' '
    }
}

Describe 'Several accounts' {
    BeforeAll { $sandbox = Connect-TestSandbox -RelationCount 30 }
    BeforeEach { $null = Get-NewCall $sandbox }

    AfterAll {
        Disconnect-PostPress
        Stop-PostPressSandbox
    }

    It 'are read one after the other with -ThrottleLimit 1' {
        # Group-Object would sort them.
        (Get-PostPressRelation -AccountId $small, $main -First 2 -ThrottleLimit 1).AccountId | Should -Be @($small, $small, $main, $main)
    }

    It 'come from the pipeline, by value and by property name: <_>' -ForEach @(
        "'acc_sandbox_small', 'acc_sandbox_main'"
        "[pscustomobject]@{ AccountId = 'acc_sandbox_small' }, [pscustomobject]@{ AccountId = 'acc_sandbox_main' }"
        "[pscustomobject]@{ AccountId = 'acc_sandbox_small', 'acc_sandbox_main' }"
    ) {
        $relations = & ([scriptblock]::Create($_)) | Get-PostPressRelation -ThrottleLimit 1
        $relations[0].AccountId | Should -Be $small
        Get-CountByAccount $relations | Should -Be 'acc_sandbox_main:30 acc_sandbox_small:25'
    }

    It 'may have a blank among them, which is an error of its own: <_>' -ForEach @(
        "Get-PostPressRelation -AccountId '  ', acc_sandbox_small"
        "' ', 'acc_sandbox_small' | Get-PostPressRelation"
    ) {
        $ErrorActionPreference = 'SilentlyContinue'
        $Error.Clear()
        & ([scriptblock]::Create($_)) | Should -HaveCount 25
        $Error | Should -HaveCount 1
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'AccountIdBlank,*'
        Get-NewCall $sandbox | Should -Be '1000@0'
    }

    It 'may not be missing: <_>' -ForEach @("''", '$null', '@()') {
        { & ([scriptblock]::Create("Get-PostPressRelation -AccountId $_")) } | Should -Throw -ErrorId 'AccountIdBlank,*'
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It 'go on after a row without an id' {
        $rows = [pscustomobject]@{ AccountId = '' }, [pscustomobject]@{ AccountId = $small }
        $relations = $rows | Get-PostPressRelation -ErrorAction SilentlyContinue -ErrorVariable failed
        $relations | Should -HaveCount 25
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccountIdBlank,*'
    }

    It 'go on after the failure of one' {
        $relations = $small, 'acc_error_account_restricted', 'acc_nobody', $main | Get-PostPressRelation -First 3 -ErrorAction SilentlyContinue -ErrorVariable failed
        $relations | Should -HaveCount 6
        # They are read side by side, and fail in any order.
        $failed = $failed | Sort-Object { $_.TargetObject }
        $failed.TargetObject | Should -Be @('acc_error_account_restricted', 'acc_nobody')
        $failed[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'are none when the pipeline is empty, and then nothing is called' {
        @() | Get-PostPressRelation | Should -BeNullOrEmpty
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'The accounts of a connection' {
    AfterEach { Disconnect-PostPress }

    It 'can be piped' {
        Connect-PostPress -Sandbox -RelationCount 30
        Get-CountByAccount (Get-PostPressConnection | Get-PostPressRelation) | Should -Be 'acc_sandbox_main:30 acc_sandbox_small:25'
    }
}
