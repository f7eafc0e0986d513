BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    # Not by Import-PowerShellDataFile, which takes no condition.
    $text = & ([scriptblock]::Create((Get-Content $module -Raw)))
}

Describe 'The manifest' {
    It 'is accepted' {
        $manifest = Test-ModuleManifest $module
        $manifest.Name | Should -Be 'PostPress'
        $manifest.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'names what is exported, without a wildcard: <_>' -ForEach 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport' {
        @($text[$_]) -match '[*?[]' | Should -BeNullOrEmpty
    }

    It 'exports the cmdlets that it names, and nothing else' {
        $exported = Get-Module PostPress
        $named = $text.CmdletsToExport
        $named | Should -Not -BeNullOrEmpty
        ($exported.ExportedCommands.Keys | Sort-Object) -join ' ' | Should -Be (($named | Sort-Object) -join ' ')
        $exported.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $exported.ExportedAliases.Count + $exported.ExportedFunctions.Count + $exported.ExportedVariables.Count | Should -Be 0
    }

    It 'uses approved verbs, so that importing it warns of nothing' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module PostPress).Verb | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn $approved }
        Import-Module $module -Force *>&1 | Should -BeNullOrEmpty
    }
}
