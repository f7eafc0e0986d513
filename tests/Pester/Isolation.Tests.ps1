BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Beside other modules' {
    It 'loads no library until a cmdlet needs it' {
        $loaded = & $engine -NoProfile -Command "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not `$_.IsDynamic -and `$_.Location.StartsWith((Get-Module PostPress).ModuleBase) } | ForEach-Object { `$_.GetName().Name }"
        $loaded | Sort-Object | Should -Be @('PostPress.Model', 'PostPress.PowerShell')
    }

    It 'can be imported again, removed and imported' {
        $count = & $engine -NoProfile -Command "Import-Module '$module'; Import-Module '$module' -Force; Remove-Module PostPress; Import-Module '$module'; Connect-PostPress -Sandbox; @(Get-PostPressRelation acc_sandbox_small).Count"
        $count | Should -Be 25
    }

    It 'is imported in three runspaces at once' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $counts = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-PostPress -Sandbox
            @(Get-PostPressRelation acc_sandbox_small).Count
        }
        $counts | Should -Be @(25, 25, 25)
    }
}
