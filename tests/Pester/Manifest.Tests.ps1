BeforeAll { . "$PSScriptRoot/PostPress.TestSetup.ps1" }

Describe 'The manifest' {
    It 'is accepted' {
        $manifest = Test-ModuleManifest $module
        $manifest.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'exports the cmdlets that it names, and nothing else' {
        $exported = Get-Module PostPress
        $named = (Test-ModuleManifest $module).ExportedCmdlets.Keys
        ($exported.ExportedCommands.Keys | Sort-Object) -join ' ' | Should -Be (($named | Sort-Object) -join ' ')
        $exported.ExportedAliases.Count + $exported.ExportedFunctions.Count + $exported.ExportedVariables.Count | Should -Be 0
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module PostPress).Verb | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn $approved }
    }
}
