BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'Import-Module' {
    It 'loads no library until a cmdlet needs it' {
        $loaded = Invoke-Engine -Command "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not `$_.IsDynamic -and `$_.Location.StartsWith((Get-Module PostPress).ModuleBase) } | ForEach-Object { `$_.GetName().Name }"
        -split $loaded | Sort-Object | Should -Be @('PostPress.Model', 'PostPress.PowerShell')
    }

    It 'makes the relation a type in the next line, and a function''s parameter' {
        $script = "Import-Module '$module'; [PostPress.UserRelation].FullName; function Show([PostPress.UserRelation] `$Relation) { `"`$Relation`" }; Show ([PostPress.UserRelation]@{ FirstName = 'Ada'; LastName = 'Lovelace' })"
        (Invoke-Engine -Command $script) -replace '\r?\n', '|' | Should -BeExactly 'PostPress.UserRelation|Ada Lovelace|'
    }

    It 'can be done again: <_>' -ForEach @(
        'Import-Module $module -Force; Import-Module $module -Force'
        'Remove-Module PostPress; Import-Module $module'
        '$null = Get-PostPressConnection; Remove-Module PostPress; Import-Module $module; Get-PostPressConnection'
    ) {
        # In a runspace of its own: this one's module is that of the next tests.
        $runspace = [powershell]::Create()
        try {
            $runspace.Runspace.SessionStateProxy.SetVariable('module', $module)
            $output = $runspace.AddScript("Import-Module `$module; Connect-PostPress -Sandbox; $_; `$null = Get-PostPressRelation acc_sandbox_small; Connect-PostPress -Sandbox; @(Get-PostPressRelation acc_sandbox_small).Count").Invoke()
            $runspace.Streams.Error | Should -BeNullOrEmpty
            $output[-1] | Should -Be 25
        }
        finally { $runspace.Dispose() }
    }
}
