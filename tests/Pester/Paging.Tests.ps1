BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox -RelationCount 250
    function Invoke-WithParameter([string] $Command, [string] $Parameters) {
        & ([scriptblock]::Create("$Command $Parameters"))
    }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

# Two more calls verify a list of several pages that was read to its end.
Describe 'No more is requested than is needed, each call as limit@offset' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It '"<Parameters>": <Calls>' -ForEach @(
        @{ Parameters = ''; Count = 250; Calls = '1000@0' }
        @{ Parameters = '-PageSize 100'; Count = 250; Calls = '100@0 100@100 100@200 100@0 100@100' }
        @{ Parameters = '-First 10'; Count = 10; Calls = '10@0' }
        @{ Parameters = '-First 18446744073709551615'; Count = 250; Calls = '1000@0' }
        @{ Parameters = '-Skip 10 -First 5 -PageSize 4'; Count = 5; Calls = '4@0 4@4 4@8 3@12' }
        @{ Parameters = '-Skip 18446744073709551615 -First 18446744073709551615 -PageSize 1000'; Count = 0; Calls = '1000@0' }
        @{ Parameters = '-First 0'; Count = 0; Calls = '' }
        @{ Parameters = '-Cursor eyJ2IjoxMDB9 -PageSize 100'; Count = 150; Calls = '100@100 100@200' }
        @{ Parameters = '-Cursor eyJ2IjoxMDB9 -Skip 2 -First 3'; Count = 3; Calls = '5@100' }
    ) {
        @(Invoke-WithParameter "Get-PostPressRelation $main" $Parameters).Count | Should -Be $Count
        Get-NewCall $sandbox | Should -Be $Calls
    }

    It 'for each account by itself: "<Parameters>"' -ForEach @(
        @{ Parameters = '-First 6 -PageSize 4'; Count = 12; Calls = '4@0 2@4 4@0 2@4' }
        @{ Parameters = '-Skip 20 -First 10'; Count = 15; Calls = '30@0 30@0' }
        @{ Parameters = '-First 0'; Count = 0; Calls = '' }
    ) {
        @(Invoke-WithParameter "'$main', '$small' | Get-PostPressRelation -ThrottleLimit 1" $Parameters).Count | Should -Be $Count
        Get-NewCall $sandbox | Should -Be $Calls
    }
}

Describe 'The relations are those of the whole list at that place' {
    BeforeAll { $whole = (Get-PostPressRelation $main).MemberId }

    It '"<Parameters>"' -ForEach @(
        @{ Parameters = '-Skip 10 -First 5 -PageSize 4'; From = 10; Count = 5 }
        @{ Parameters = '-First 7 -PageSize 3'; From = 0; Count = 7 }
        @{ Parameters = '-Skip 247 -PageSize 20'; From = 247; Count = 3 }
    ) {
        (Invoke-WithParameter "Get-PostPressRelation $main" $Parameters).MemberId | Should -Be $whole[$From..($From + $Count - 1)]
    }
}

Describe 'What can not be is refused before any call' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It '"<_>"' -ForEach @('-PageSize 0', '-PageSize 1001', '-First -1', "-Cursor ''") {
        $thrown = try { Invoke-WithParameter "Get-PostPressRelation $main" $_ } catch { $_ }
        $thrown.Exception | Should -BeOfType ([Management.Automation.ParameterBindingException])
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'A later command that wants no more ends the calls' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It '<Script>' -ForEach @(
        @{ Script = 'Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-Object -First 5'; Count = 5; Calls = '10@0' }
        @{ Script = 'Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-Object -First 10'; Count = 10; Calls = '10@0' }
        @{ Script = 'Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-Object -First 11'; Count = 11; Calls = '10@0 10@10' }
        @{ Script = "'acc_sandbox_main', 'acc_sandbox_small' | Get-PostPressRelation -PageSize 10 -ThrottleLimit 1 | Select-Object -First 1"; Count = 1; Calls = '10@0' }
        @{ Script = 'foreach ($once in 1) { Get-PostPressRelation acc_sandbox_main -PageSize 10 | ForEach-Object { $_; break } }'; Count = 1; Calls = '10@0' }
        @{ Script = "try { Get-PostPressRelation acc_sandbox_main -PageSize 10 | ForEach-Object { `$_; throw 'enough' } } catch { }"; Count = 1; Calls = '10@0' }
        @{ Script = '& { foreach ($relation in Get-PostPressRelation acc_sandbox_main -PageSize 10 -First 20) { return $relation } }'; Count = 1; Calls = '10@0 10@10' }
        @{ Script = '$some = Get-PostPressRelation acc_sandbox_main -PageSize 2 | Select-Object -First 5; $some'; Count = 5; Calls = '2@0 2@2 2@4' }
    ) {
        @(& ([scriptblock]::Create($Script))).Count | Should -Be $Count
        # A call of a task that was left behind would be here once another one has gone and come.
        $null = Get-PostPressRelation acc_sandbox_empty
        Get-NewCall $sandbox | Should -Be "$Calls 1000@0"
    }

    It 'a steppable pipeline that is given up' {
        $steps = { Get-PostPressRelation -PageSize 10 -First 10 -ThrottleLimit 1 }.GetSteppablePipeline()
        $steps.Begin($true)
        $first = $steps.Process($main)
        $steps.Dispose()
        $first.Count | Should -Be 10
        Get-NewCall $sandbox | Should -Be '10@0'
    }
}
