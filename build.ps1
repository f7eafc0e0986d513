<#
.SYNOPSIS
Builds, tests, packs and publishes the PostPress module.
.DESCRIPTION
You need the .NET SDK that global.json names, and PowerShell 7.4 or later. If you have no PowerShell: dotnet tool restore; dotnet pwsh ./build.ps1.
`dotnet build` and `dotnet test` do the first two tasks without PowerShell.

Build    Compiles both editions and lays out the module in out/PostPress.
Test     Runs all tests, including Pester's, at the size that POSTPRESS_TEST_SCALE sets: 'full', or unset for few cases each.
Package  Builds the module with ReadyToRun code, in out/Package, and creates artifacts/PostPress.<version>.nupkg and PostPress-<version>.zip.
         The same commit gives the same bytes, unless the package is signed: a signature contains the time.
Publish  Sends the last package to a repository, by default the PowerShell Gallery.
.PARAMETER Task
The tasks to run. Their order is always Build, Test, Package, Publish.
.PARAMETER Configuration
Debug or Release. Default: Release for Package, otherwise Debug.
.PARAMETER Artifacts
The folder for the package.
.PARAMETER CertificateThumbprint
A code-signing certificate in Cert:\CurrentUser\My or Cert:\LocalMachine\My. With it, Package signs our own dlls, the manifest and the views. Windows only.
.PARAMETER NuGetApiKey
The key of the repository, for Publish. If it is missing, the script asks for it. A folder needs no key.
.PARAMETER Repository
The name of the repository for Publish, as Get-PSResourceRepository shows it.
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
./build.ps1 -Task Publish -WhatIf
Shows what would be published, and where.
.EXAMPLE
Register-PSResourceRepository Local ./packages -Trusted; ./build.ps1 -Task Publish -Repository Local
Publishes to a folder, from where Install-PSResource installs it.
#>
#Requires -Version 7.4
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Publish')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    [string] $Artifacts = (Join-Path $PSScriptRoot artifacts),

    [string] $CertificateThumbprint,

    [securestring] $NuGetApiKey,

    [string] $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

function Invoke-DotNet {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'The .NET SDK is missing: install the version that global.json names from https://dot.net.'
    }
    # Tools are found from the current folder.
    Push-Location $PSScriptRoot
    try {
        & dotnet @args | Out-Host
        if ($LASTEXITCODE -ne 0) {
            throw "dotnet $args ended with exit code $LASTEXITCODE."
        }
    }
    finally {
        Pop-Location
    }
}

function Invoke-Build([string] $As) {
    Invoke-DotNet build --configuration $As --nologo
}

function Invoke-Test([string] $As) {
    Invoke-DotNet test --configuration $As --nologo
}

function Invoke-Package([string] $As) {
    $folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Artifacts)
    # Not in out/PostPress: `dotnet build` lays out a module without ReadyToRun code there.
    $built = Join-Path $PSScriptRoot out Package
    # An earlier build may have left files behind that would be packed.
    Remove-Item $built, (Join-Path $folder PostPress*) -Recurse -Force -ErrorAction Ignore -WhatIf:$false
    Invoke-DotNet build src/PostPress.PowerShell --configuration $As --nologo "-p:UseReadyToRun=true" "-p:ModuleFolder=$built/"
    Invoke-DotNet tool restore
    # In the pinned pwsh: another one compresses to other bytes, and may lack Compress-PSResource.
    $signing = $CertificateThumbprint ? @('-CertificateThumbprint', $CertificateThumbprint) : @()
    Invoke-DotNet tool run pwsh -- -NoProfile -File tools/Package/Package.ps1 -Module $built -Destination $folder @signing
}

function Invoke-Publish {
    $package = Get-ChildItem $Artifacts -Filter *.nupkg -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $package) {
        throw "There is no package in ${Artifacts}: run ./build.ps1 -Task Package first."
    }
    if (-not (Get-Command Publish-PSResource -ParameterName NupkgPath -ErrorAction Ignore)) {
        throw 'PSResourceGet 1.1 or later is missing: run this in dotnet pwsh, or Install-PSResource Microsoft.PowerShell.PSResourceGet.'
    }
    if ($PSCmdlet.ShouldProcess($Repository, "Publish $($package.Name)")) {
        # Publishes the file that was packed and tested, instead of packing again.
        $publish = @{ NupkgPath = $package.FullName; Repository = $Repository }
        if (-not (Get-PSResourceRepository $Repository).Uri.IsFile) {
            $key = $NuGetApiKey ?? (Read-Host "The NuGet API key for $Repository" -AsSecureString)
            $publish.ApiKey = ConvertFrom-SecureString $key -AsPlainText
        }
        Publish-PSResource @publish
    }
}

foreach ($name in 'Build', 'Test', 'Package', 'Publish') {
    if ($name -in $Task) {
        $as = $Configuration ? $Configuration : $name -eq 'Package' ? 'Release' : 'Debug'
        switch ($name) {
            Publish { Invoke-Publish }
            default { & "Invoke-$name" $as }
        }
    }
}
