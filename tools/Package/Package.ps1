<#
.SYNOPSIS
Packs the built module: PostPress.<version>.nupkg for a repository and PostPress-<version>.zip for a modules folder.
.DESCRIPTION
Run it in the pwsh of .config/dotnet-tools.json, as build.ps1 does: another version compresses to different bytes.
Writes $Destination/PostPress too, the module as it is packed: the built one, with notices, bill of materials, and the rest of the manifest.
.PARAMETER Module
The folder of the built module.
.PARAMETER Destination
The folder for the package and the zip. It is created if it doesn't exist.
.PARAMETER CertificateThumbprint
Signs our own files with this code-signing certificate. Windows only.
#>
[CmdletBinding()]
param(
    [string] $Module = "$PSScriptRoot/../../out/Package",
    [string] $Destination = "$PSScriptRoot/../../artifacts",
    [string] $CertificateThumbprint
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = (Resolve-Path "$PSScriptRoot/../..").Path
. "$PSScriptRoot/Materials.ps1"
. "$PSScriptRoot/Archive.ps1"

# The only date in a package is the commit's. A source archive has no git, so SOURCE_DATE_EPOCH can set the date.
function Get-CommitDate {
    $seconds = $env:SOURCE_DATE_EPOCH ? $env:SOURCE_DATE_EPOCH : (git -C $root log -1 --format=%ct)
    if (-not $seconds) {
        throw 'No commit date: this is not a git clone, and SOURCE_DATE_EPOCH has no number of seconds.'
    }
    [DateTimeOffset]::FromUnixTimeSeconds($seconds)
}

# The changelog's section for a version, or the unreleased one. Without the addresses of links, which follow the last section.
function Get-ReleaseNotes([string] $Version) {
    $sections = (Get-Content "$root/CHANGELOG.md" -Raw) -split '(?m)^## '
    $section = @($sections -like "``[$Version``]*") + @($sections -like '`[Unreleased`]*') | Select-Object -First 1
    (($section -split "`n", 2)[1] -replace '(?ms)^\[[^\]]+\]: .*').Trim()
}

# Not Update-PSModuleManifest: it writes RootModule as one edition's path instead of the condition.
function Set-Manifest([string] $Path) {
    $manifest = Test-ModuleManifest $Path
    $cmdlets = $manifest.ExportedCmdlets.Keys | Sort-Object
    $quote = { "'$($_ -replace "'", "''")'" }
    $values = @{
        FileList     = "@(`n        $((Get-FileName (Split-Path $Path) | ForEach-Object $quote) -join "`n        ")`n    )"
        ReleaseNotes = Get-ReleaseNotes $manifest.Version | ForEach-Object $quote
        # Find-PSResource -CommandName searches these.
        Tags         = "@($(($manifest.Tags + 'PSIncludes_Cmdlet' + $cmdlets.ForEach{ "PSCmdlet_$_"; "PSCommand_$_" } | ForEach-Object $quote) -join ', '))"
    }
    $text = Get-Content $Path -Raw
    foreach ($name in $values.Keys) {
        $place = [regex] "(?m)(?<=^\s*$name\s*=\s*)(@\(.*\)|'.*')$"
        if ($place.Matches($text).Count -ne 1) {
            throw "The manifest has no single line for $name."
        }
        $text = $place.Replace($text, [Text.RegularExpressions.MatchEvaluator] { $values[$name] })
    }
    # With a BOM: without one, Windows PowerShell reads the file in the machine's code page.
    Set-Content $Path $text -Encoding utf8BOM -NoNewline
    $null = Test-ModuleManifest $Path
}

function Set-Signature([string] $Folder) {
    if (-not $IsWindows) {
        throw 'Signing needs PowerShell on Windows.'
    }
    $certificate = Get-ChildItem Cert:\CurrentUser\My, Cert:\LocalMachine\My -CodeSigningCert | Where-Object Thumbprint -EQ $CertificateThumbprint | Select-Object -First 1
    if (-not $certificate) {
        throw "There is no code-signing certificate '$CertificateThumbprint' in Cert:\CurrentUser\My or Cert:\LocalMachine\My."
    }
    # Only our own files.
    $ours = Get-ChildItem $Folder -Recurse -File -Include PostPress*.dll, *.psd1, *.ps1xml
    $bad = $ours | Set-AuthenticodeSignature -Certificate $certificate -HashAlgorithm SHA256 -TimestampServer http://timestamp.digicert.com | Where-Object Status -NE Valid
    if ($bad) {
        throw "Not signed: $($bad.Path -join ', ')"
    }
}

if (-not (Test-Path "$Module/PostPress.psd1")) {
    throw "There is no module in ${Module}: run ./build.ps1 -Task Package."
}
$Destination = (New-Item $Destination -ItemType Directory -Force).FullName
$staged = Join-Path $Destination PostPress
Remove-Item $staged -Recurse -Force -ErrorAction Ignore
Copy-Item $Module $staged -Recurse

$date = Get-CommitDate
$version = (Test-ModuleManifest "$staged/PostPress.psd1").Version
$packages = Get-ShippedPackage $staged
Write-Notices $packages "$staged/THIRD-PARTY-NOTICES.txt"
Write-BillOfMaterials $packages "$staged/PostPress.cdx.json" $version $date
# Last, because FileList names the other files.
Set-Manifest "$staged/PostPress.psd1"
if ($CertificateThumbprint) {
    Set-Signature $staged
}
Write-Package $staged "$Destination/PostPress.$version.nupkg" $date
# The layout of a modules folder: several versions side by side.
Write-Archive $staged "$Destination/PostPress-$version.zip" $date "PostPress/$version/"
Get-Item "$Destination/PostPress.$version.nupkg", "$Destination/PostPress-$version.zip"
