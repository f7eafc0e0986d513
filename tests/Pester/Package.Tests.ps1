# Nothing can be packed where another build is tested, or without PSResourceGet, as in Windows PowerShell.
if ($env:POSTPRESS_MODULE -or -not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    return
}

BeforeDiscovery { $isFull = $env:POSTPRESS_TEST_SCALE -eq 'full' }

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $date = [DateTimeOffset] '2026-01-02T03:04:06Z'
    # Normally the module of out/PostPress is packed. A full run packs as a release does, with ReadyToRun code.
    $isFull = $env:POSTPRESS_TEST_SCALE -eq 'full'
    $built = if ($isFull) { "$root/out/Package" } else { Split-Path $module }
    $version = (Test-ModuleManifest $module).Version
    $next = [version]::new($version.Major, $version.Minor, $version.Build + 1)

    # Runs a script that packs, with the date that these tests expect.
    function Invoke-Dated([scriptblock] $Script) {
        $env:SOURCE_DATE_EPOCH = $date.ToUnixTimeSeconds()
        try { & $Script } finally { $env:SOURCE_DATE_EPOCH = $null }
    }

    # The packages of a module folder: the .nupkg, then the zip.
    function New-Package([string] $Name, [string] $From = $built) {
        Invoke-Dated { & "$root/tools/Package/Package.ps1" -Module $From -Destination "$TestDrive/$Name" }
    }

    function Get-RelativeName([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') }
    }

    if ($isFull) {
        $shown = Invoke-Dated { Invoke-Engine -File "$root/build.ps1" -Task Package -Artifacts "$TestDrive/first" }
        $LASTEXITCODE | Should -Be 0 -Because $shown
        $nupkg, $zip = Get-Item "$TestDrive/first/*.nupkg", "$TestDrive/first/*.zip"
    }
    else {
        # The bill of materials is made by a tool, which a fresh machine has not restored yet.
        Push-Location $root
        try { dotnet tool restore | Out-Null } finally { Pop-Location }
        $nupkg, $zip = New-Package first
    }
}

Describe 'The package' {
    BeforeAll {
        $installed = "$TestDrive/extracted"
        [IO.Compression.ZipFile]::ExtractToDirectory($nupkg, $installed)
        $isOpc = { $_ -match '^(_rels|package)/|^\[Content_Types\].xml$|^PostPress.nuspec$' }
        $files = Get-RelativeName $installed | Where-Object { -not (& $isOpc) }
        $foreign = $files | Where-Object { $_ -like '*.dll' -and $_ -notlike '*/PostPress.*' }
        $archive = [IO.Compression.ZipFile]::OpenRead($nupkg)
    }

    AfterAll { $archive.Dispose() }

    It 'holds what is needed and nothing else' {
        'LICENSE', 'PostPress.psd1', 'PostPress.Format.ps1xml', 'PostPress.Types.ps1xml', 'THIRD-PARTY-NOTICES.txt', 'PostPress.cdx.json', 'core/PostPress.PowerShell.dll', 'desktop/PostPress.PowerShell.dll' |
            Should -BeIn $files
        # An .xml is help; documentation for compilers is not.
        $files | Where-Object { $_ -ne 'LICENSE' } | Should -Match '(\.psd1|\.ps1xml|\.dll|-Help\.xml|\.txt|\.cdx\.json)$'
        $files | Should -Not -Match 'System\.Management\.Automation|PowerShellStandard'
    }

    It 'has the same files in the zip, as a folder of a modules folder' {
        [IO.Compression.ZipFile]::ExtractToDirectory($zip, "$TestDrive/zip")
        Get-RelativeName "$TestDrive/zip/PostPress/$version" | Should -Be $files
        foreach ($file in $files) {
            (Get-FileHash "$TestDrive/zip/PostPress/$version/$file").Hash | Should -Be (Get-FileHash -LiteralPath "$installed/$file").Hash
        }
    }

    It 'is small' { $nupkg, $zip | ForEach-Object { $_.Length | Should -BeLessThan 3500000 } }

    It 'has ReadyToRun code if it was packed as a release is' {
        @($files -match '-x64/PostPress\.Client\.dll$').Count | Should -Be $(if ($isFull) { 2 } else { 0 })
    }

    It 'has the same bytes when it is made again' -Skip:(-not $isFull) {
        (Get-FileHash (New-Package second).FullName).Hash | Should -Be (Get-FileHash $nupkg, $zip).Hash
    }

    It 'does not tell where it was built' {
        $latin = [Text.Encoding]::Latin1
        $wide = $latin.GetString([Text.Encoding]::Unicode.GetBytes($root))
        foreach ($file in $files) {
            $content = $latin.GetString([IO.File]::ReadAllBytes("$installed/$file"))
            $content.Contains($root) -or $content.Contains($wide) | Should -BeFalse -Because $file
        }
    }

    It 'has the one date in every entry, and an order' {
        $archive.Entries.LastWriteTime.DateTime | Sort-Object -Unique | Should -Be $date.DateTime
        $sorted = [string[]] $archive.Entries.FullName
        [Array]::Sort($sorted, [StringComparer]::Ordinal)
        $archive.Entries.FullName | Should -Be $sorted
    }

    It 'has a manifest that passes its test, as the built module has' {
        $manifest = Test-ModuleManifest "$installed/PostPress.psd1"
        [IO.Path]::GetRelativePath($installed, ($manifest.FileList | Select-Object -First 1)) | Should -Be LICENSE
        ($manifest.FileList | ForEach-Object { [IO.Path]::GetRelativePath($installed, $_).Replace('\', '/') } | Sort-Object) | Should -Be ($files | Sort-Object)
        $manifest.ReleaseNotes | Should -Match 'Get-PostPressRelation'
        foreach ($one in $manifest, (Test-ModuleManifest $module)) {
            ($one.LicenseUri, $one.ProjectUri, $one.IconUri).Scheme | Should -Be @('https', 'https', 'https')
        }
        # Each edition has its own root module still.
        Get-Content "$installed/PostPress.psd1" -Raw | Should -Match 'RootModule\s+= if'
    }

    It 'has the parts of a package for PowerShell' {
        $metadata = ([xml] (Get-Content "$installed/PostPress.nuspec" -Raw)).package.metadata
        $metadata.id, $metadata.version | Should -Be @('PostPress', "$version")
        $nupkg.Name | Should -Be "PostPress.$version.nupkg"
        'PSModule', 'PSEdition_Core', 'PSEdition_Desktop', 'PSCmdlet_Get-PostPressRelation', 'PSCommand_Get-PostPressRelation' | Should -BeIn $metadata.tags.Split(' ')
        $types = ([xml] (Get-Content -LiteralPath "$installed/[Content_Types].xml" -Raw)).Types.ChildNodes | ForEach-Object { if ($_.Extension) { ".$($_.Extension)" } else { $_.PartName } }
        $archive.Entries.FullName | Where-Object { $_ -notlike '`[*' } | ForEach-Object { if ($_ -match '\.\w+$') { $Matches[0] } else { "/$_" } } | Should -BeIn $types
        # Each relation leads to a part.
        ([xml] (Get-Content "$installed/_rels/.rels" -Raw)).Relationships.Relationship.Target.TrimStart('/') | Should -BeIn $archive.Entries.FullName
    }

    It 'names every foreign dll, its licence and the text of it in the notices' {
        $notices = Get-Content "$installed/THIRD-PARTY-NOTICES.txt" -Raw
        $named = [regex]::Matches($notices, '(?m)^  Files:     (.+)$') | ForEach-Object { $_.Groups[1].Value -split ', ' }
        ($named | Sort-Object) | Should -Be ($foreign | Sort-Object)
        $packages = [regex]::Matches($notices, '(?m)^(\S+) \S+\n  Licence:   \S.*\n  Copyright: \S')
        $packages.Count | Should -Be ([regex]::Matches($notices, '(?m)^  Licence:').Count)
        foreach ($package in $packages) {
            $notices | Should -Match "(?m)^The licence of .*\b$([regex]::Escape($package.Groups[1].Value))\b"
        }
        'Apache License', 'BSD 3-Clause', '.NET Foundation and Contributors' | ForEach-Object { $notices | Should -Match ([regex]::Escape($_)) }
    }

    It 'names the package of every foreign dll in the bill of materials, with version, licence and hash, and no other' {
        $bill = Get-Content "$installed/PostPress.cdx.json" -Raw | ConvertFrom-Json
        $bill.metadata.timestamp | Should -Be $date.UtcDateTime
        $bill.metadata.component.name, $bill.metadata.component.version | Should -Be @('PostPress', "$version")
        $bill.PSObject.Properties.Name | Should -Not -Contain serialNumber
        $inNotices = [regex]::Matches((Get-Content "$installed/THIRD-PARTY-NOTICES.txt" -Raw), '(?m)^(\S+) (\S+)\n  Licence:') | ForEach-Object { "$($_.Groups[1])@$($_.Groups[2])" }
        ($bill.components | ForEach-Object { "$($_.name)@$($_.version)" } | Sort-Object) | Should -Be ($inNotices | Sort-Object)
        foreach ($component in $bill.components) {
            $component.licenses.license.id | Should -Not -BeNullOrEmpty -Because $component.name
            $component.hashes.alg | Should -Be 'SHA-512'
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
        }
    }
}

# Windows finds a user's modules by the account, not by a variable: there the walk would install into the real home.
Describe 'A user' -Skip:($IsWindows -or -not $isFull) {
    BeforeAll {
        $userHome = (New-Item "$TestDrive/home" -ItemType Directory).FullName
        $packages = (New-Item "$TestDrive/packages" -ItemType Directory).FullName

        # What a new shell of a user shows who has that home, and whose modules are the installed ones.
        function Invoke-User([string] $Script) {
            $variables = 'HOME', 'PSModulePath', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'POSTPRESS_API_KEY', 'POSTPRESS_BASE_URI'
            $saved = $variables | ForEach-Object { [Environment]::GetEnvironmentVariable($_) }
            Set-Content "$TestDrive/user.ps1" "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'`n$Script"
            try {
                $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
                $env:HOME = $userHome
                # Without ~/.config NuGet writes its settings where it stands.
                Push-Location $userHome
                $shown = & $engine @engineArguments -NoProfile -NonInteractive -File "$TestDrive/user.ps1" *>&1 | Out-String
                $LASTEXITCODE | Should -Be 0 -Because $shown
                $shown
            }
            finally {
                Pop-Location
                0..($variables.Count - 1) | ForEach-Object { [Environment]::SetEnvironmentVariable($variables[$_], $saved[$_]) }
            }
        }
    }

    It 'publishes the very bytes that were packed, and with -WhatIf none' {
        $shown = Invoke-User @"
Register-PSResourceRepository Local '$packages'
& '$root/build.ps1' -Task Publish -Artifacts '$TestDrive/first' -Repository Local -WhatIf
"published: `$((Get-ChildItem '$packages').Name)"
& '$root/build.ps1' -Task Publish -Artifacts '$TestDrive/first' -Repository Local
"@
        $shown | Should -Match "What if: .*Publish PostPress.$version.nupkg.*Local"
        $shown | Should -Match '(?m)^published: $'
        (Get-FileHash (Get-ChildItem $packages)).Hash | Should -Be (Get-FileHash $nupkg).Hash
    }

    It 'finds it by its commands and installs it' {
        Invoke-User @'
(Find-PSResource -CommandName Get-PostPressRelation -Repository Local).ParentResource.Name
Install-PSResource PostPress -Repository Local -TrustRepository
"$((Get-InstalledPSResource PostPress).Version)"
'@ | Should -Match "^PostPress\s+$([regex]::Escape($version))\s*$"
        "$userHome/.local/share/powershell/Modules/PostPress/$version/PostPress.psd1" | Should -Exist
    }

    It 'does the main job in a new shell that nobody told to import it, with help and completion' {
        $shown = Invoke-User @'
Connect-PostPress -Sandbox -RelationCount 2500
$export = Export-PostPressRelation -AccountId acc_sandbox_main -Path "$HOME/relations.csv" -PassThru
ConvertTo-Json @{
    Rows     = $export.Rows, @(Import-Csv $export.Path).Count, @(Get-PostPressRelation -AccountId acc_sandbox_main).Count
    Base     = (Get-Module PostPress).ModuleBase
    Synopsis = (Get-Help Get-PostPressRelation).Synopsis
    About    = Get-Help about_PostPress_Errors | Out-String
    Complete = (TabExpansion2 'Get-PostPressRelation -Acc').CompletionMatches.CompletionText
}
'@ | ConvertFrom-Json
        $shown.Rows | Should -Be @(2500, 2500, 2500)
        $shown.Base | Should -Be "$userHome/.local/share/powershell/Modules/PostPress/$version"
        $shown.Synopsis | Should -Be (Get-Help Get-PostPressRelation).Synopsis
        $shown.About | Should -Match 'too_many_requests'
        $shown.Complete | Should -Be '-AccountId'
    }

    It 'updates it to the next version, which the next shell takes' {
        Copy-Item $built "$TestDrive/next-build" -Recurse
        $manifest = Get-Item "$TestDrive/next-build/PostPress.psd1"
        Set-Content $manifest ((Get-Content $manifest -Raw) -replace "(?<=ModuleVersion\s*=\s*')[^']+", "$next") -NoNewline
        $null = New-Package next "$TestDrive/next-build"
        Invoke-User "& '$root/build.ps1' -Task Publish -Artifacts '$TestDrive/next' -Repository Local; Update-PSResource PostPress -TrustRepository"
        $shown = Invoke-User "Connect-PostPress -Sandbox; (Get-PostPressRelation -AccountId acc_sandbox_main -First 3).Count; (Get-Module PostPress).Version -join '.'"
        ($shown.Trim() -split '\s+') | Should -Be @('3', "$next")
    }

    It 'uninstalls it, and nothing is left' {
        Invoke-User "Uninstall-PSResource PostPress -Version '*'"
        Invoke-User 'Get-InstalledPSResource PostPress -ErrorAction Ignore; Get-Command *-PostPress* -ErrorAction Ignore' | Should -BeNullOrEmpty
        Get-ChildItem $userHome -Recurse -Force | Where-Object Name -Like '*PostPress*' | Should -BeNullOrEmpty
    }
}
