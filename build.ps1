<#
.SYNOPSIS
Builds, tests, packs and publishes the PostPress module.
.DESCRIPTION
Needs the .NET SDK that global.json names. `dotnet build` and `dotnet test` do the first two tasks without PowerShell as well.

Build    Compiles both editions and lays out the module in out/PostPress.
Test     Runs the xunit tests, then the Pester tests where Pester 5 is installed.
Docs     Regenerates the help from docs/ with PlatyPS where it is installed; `dotnet build` makes the help in any case.
Package  Builds afresh and makes artifacts/PostPress.<version>.nupkg and artifacts/PostPress-<version>.zip: same commit, same bytes,
         unless it is signed (a signature holds its time).
Publish  Sends the package of the last Package to a repository, the PowerShell Gallery unless told otherwise.
.PARAMETER Task
What to do, in this order: Build, Test, Docs, Package, Publish. Several can be named.
.PARAMETER Configuration
Debug or Release. Default: Release for Package, otherwise Debug.
.PARAMETER CertificateThumbprint
A code-signing certificate in Cert:\CurrentUser\My or Cert:\LocalMachine\My. With it, Package signs our own dlls, the manifest and the views. Windows only.
.PARAMETER NuGetApiKey
The key of the repository for Publish. Asked for if it is not given.
.PARAMETER Repository
The repository for Publish, by the name that Get-PSResourceRepository shows.
.EXAMPLE
./build.ps1
Builds the module; then: Import-Module ./out/PostPress
.EXAMPLE
./build.ps1 -Task Test, Package
Tests, then packs.
.EXAMPLE
./build.ps1 -Task Package -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
Packs with our files signed.
.EXAMPLE
./build.ps1 -Task Publish -NuGetApiKey (Read-Host -AsSecureString) -WhatIf
Says what would be sent where.
#>
#Requires -Version 7.2
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Package', 'Publish')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    [string] $CertificateThumbprint,

    [securestring] $NuGetApiKey,

    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$artifacts = Join-Path $PSScriptRoot artifacts

function Invoke-DotNet {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw "The .NET SDK is missing: install the version that global.json names from https://dot.net."
    }
    & dotnet @args | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

function Test-Installed([string] $Module, [version] $Minimum) {
    [bool](Get-Module $Module -ListAvailable | Where-Object Version -GE $Minimum)
}

function Invoke-Build([string] $As) {
    Invoke-DotNet build $PSScriptRoot --configuration $As --nologo
}

function Invoke-Test([string] $As) {
    Invoke-DotNet test $PSScriptRoot --configuration $As --nologo
    if (Test-Installed Pester 5.0) {
        # In a process of its own: an imported dll stays locked until its process ends.
        & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $PSScriptRoot tests Pester Invoke-Tests.ps1) | Out-Host
        if ($LASTEXITCODE -ne 0) {
            throw 'Pester tests failed.'
        }
    }
    else {
        Write-Warning 'The Pester tests are skipped: Pester 5 is missing (Install-PSResource Pester).'
    }
}

function Invoke-Docs([string] $As) {
    if (-not (Test-Installed Microsoft.PowerShell.PlatyPS 1.0)) {
        Write-Warning 'PlatyPS is missing (Install-PSResource Microsoft.PowerShell.PlatyPS). Nothing is lost: `dotnet build` makes the help from docs/.'
        return
    }
    Invoke-Build $As
    $code = @'
param($Module, $Docs)
Import-Module $Module
Import-Module Microsoft.PowerShell.PlatyPS
# Adds parameters that are new, drops those that are gone, keeps what is written.
Get-ChildItem $Docs -Recurse -Filter *-PostPress*.md | Update-MarkdownCommandHelp -NoBackup
'@
    & (Get-Process -Id $PID).Path -NoProfile -Command "& { $code } '$PSScriptRoot/out/PostPress/PostPress.psd1' '$PSScriptRoot/docs'" | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw 'PlatyPS failed.'
    }
}

function Invoke-Signature([string] $Folder) {
    if (-not (Get-Command Set-AuthenticodeSignature -ErrorAction Ignore) -or -not $IsWindows) {
        throw 'Set-AuthenticodeSignature is missing: signing needs PowerShell on Windows.'
    }
    $certificate = Get-ChildItem Cert:\CurrentUser\My, Cert:\LocalMachine\My -CodeSigningCert | Where-Object Thumbprint -EQ $CertificateThumbprint | Select-Object -First 1
    if (-not $certificate) {
        throw "There is no code-signing certificate '$CertificateThumbprint' in Cert:\CurrentUser\My or Cert:\LocalMachine\My."
    }
    # Only what is ours: the bill of materials has the hashes of the others' files.
    $ours = Get-ChildItem $Folder -Recurse -File -Include PostPress*.dll, *.psd1, *.ps1xml
    $bad = $ours | Set-AuthenticodeSignature -Certificate $certificate -HashAlgorithm SHA256 -TimestampServer http://timestamp.digicert.com | Where-Object Status -NE Valid
    if ($bad) {
        throw "Not signed: $($bad.Path -join ', ')"
    }
}

function Invoke-Package([string] $As) {
    # Afresh: what an earlier build left behind would be packed.
    Remove-Item (Join-Path $PSScriptRoot out), $artifacts -Recurse -Force -ErrorAction Ignore
    Invoke-Build $As
    $program = Join-Path $PSScriptRoot tools PostPress.Package
    Invoke-DotNet run --project $program --configuration $As --no-build -- stage $artifacts
    $staged = Join-Path $artifacts PostPress
    if ($CertificateThumbprint) {
        Invoke-Signature $staged
    }
    $null = Test-ModuleManifest (Join-Path $staged PostPress.psd1)
    Invoke-DotNet run --project $program --configuration $As --no-build -- pack $artifacts
}

function Invoke-Publish {
    $package = Get-ChildItem $artifacts -Filter *.nupkg -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $package) {
        throw 'There is no package in artifacts/: run ./build.ps1 -Task Package first.'
    }
    if (-not (Test-Installed Microsoft.PowerShell.PSResourceGet 1.1)) {
        throw 'PSResourceGet 1.1 or later is missing: Install-Module Microsoft.PowerShell.PSResourceGet, or a newer PowerShell.'
    }
    if ($PSCmdlet.ShouldProcess($Repository, "Publish $($package.Name)")) {
        $key = $NuGetApiKey ?? (Read-Host "The NuGet API key for $Repository" -AsSecureString)
        # The very bytes that were packed and tested, not a package made anew.
        Publish-PSResource -NupkgPath $package.FullName -Repository $Repository -ApiKey (ConvertFrom-SecureString $key -AsPlainText)
    }
}

foreach ($name in 'Build', 'Test', 'Docs', 'Package', 'Publish') {
    if ($name -in $Task) {
        $as = $Configuration ? $Configuration : $name -eq 'Package' ? 'Release' : 'Debug'
        switch ($name) {
            Publish { Invoke-Publish }
            default { & "Invoke-$name" $as }
        }
    }
}
