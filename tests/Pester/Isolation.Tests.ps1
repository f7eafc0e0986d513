BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Beside other modules' {
    It 'loads nothing from lib/ until a cmdlet needs it' {
        $loaded = pwsh -NoProfile -Command "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies().Location -match 'PostPress.core.lib|PostPress/core/lib'"
        $loaded | Should -BeNullOrEmpty
    }

    It 'can be imported again, removed and imported' {
        $count = pwsh -NoProfile -Command "Import-Module '$module'; Import-Module '$module' -Force; Remove-Module PostPress; Import-Module '$module'; Connect-PostPress -Sandbox; @(Get-PostPressRelation acc_sandbox_small).Count"
        $count | Should -Be 25
    }

    It 'is imported in three runspaces at once' {
        $counts = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-PostPress -Sandbox
            @(Get-PostPressRelation acc_sandbox_small).Count
        }
        $counts | Should -Be @(25, 25, 25)
    }
}
