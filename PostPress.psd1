@{
    # The cmdlet assembly itself: no script module stands between the user and the cmdlets.
    RootModule             = if ($PSEdition -eq 'Core') { 'core/PostPress.PowerShell.dll' } else { 'desktop/PostPress.PowerShell.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '6b0f6a55-4c0e-4d0b-9c8e-2f6d3f1f7a42'
    Author                 = 'PostPress'
    CompanyName            = 'PostPress'
    Copyright              = '(c) 2026 PostPress. MIT licence.'
    Description            = 'Gets a person''s LinkedIn connections ("relations") out of the PostPress API, as objects in a pipeline or as a file: each of them once, verified where the list moves while it is read, and at a pace that does not get the account restricted.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    # Before the types and the formats, which name classes of these.
    RequiredAssemblies     = if ($PSEdition -eq 'Core') { 'core/PostPress.Model.dll', 'core/PostPress.PowerShell.dll' } else { 'desktop/PostPress.Model.dll', 'desktop/PostPress.PowerShell.dll' }
    TypesToProcess         = @('PostPress.Types.ps1xml')
    FormatsToProcess       = @('PostPress.Format.ps1xml')
    CmdletsToExport        = @(
        'Clear-PostPressUsage'
        'Compare-PostPressRelation'
        'Connect-PostPress'
        'Disconnect-PostPress'
        'Export-PostPressRelation'
        'Get-PostPressAccount'
        'Get-PostPressConnection'
        'Get-PostPressExport'
        'Get-PostPressRelation'
        'Get-PostPressUsage'
        'Remove-PostPressExport'
        'Start-PostPressSandbox'
        'Stop-PostPressSandbox'
        'Sync-PostPressRelation'
        'Test-PostPressConnection'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    # Filled in when the module is packed, from what the build put out.
    FileList               = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('PostPress', 'LinkedIn', 'Connections', 'Relations', 'Export', 'CSV', 'CRM', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://postpress.ai'
            IconUri      = 'https://postpress.ai/favicon.ico'
            # The section of CHANGELOG.md, when the module is packed.
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
