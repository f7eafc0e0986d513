# The third-party notices and the bill of materials.

# The restored packages, each with its files in the module. A package that isn't shipped has no files.
function Get-ShippedPackage([string] $Module) {
    $foreign = Get-FileName $Module | Where-Object { $_ -like '*.dll' -and $_ -notlike '*/PostPress.*' }
    $hashes = @{}
    $foreign | ForEach-Object { $hashes[$_] = (Get-FileHash "$Module/$_").Hash }
    $assets = Get-Content "$root/src/PostPress.PowerShell/obj/project.assets.json" -Raw | ConvertFrom-Json -AsHashtable
    $packages = foreach ($name in $assets.libraries.Keys | Where-Object { $assets.libraries[$_].type -eq 'package' } | Sort-Object -Culture '') {
        $folder = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $assets.libraries[$name].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
        $theirs = @(Get-ChildItem $folder -Recurse -Filter *.dll | Get-FileHash | ForEach-Object Hash)
        $about = ([xml] (Get-Content "$folder/*.nuspec" -Raw)).DocumentElement.FirstChild
        [pscustomobject]@{
            Name      = $name.Replace('/', ' ')
            Id        = $name.Replace('/', '@')
            Folder    = $folder
            Files     = @($foreign | Where-Object { $hashes[$_] -in $theirs })
            Licence   = $about['license']?.InnerText
            Copyright = $about['copyright']?.InnerText
            Address   = $about['projectUrl']?.InnerText
            Authors   = $about['authors']?.InnerText
        }
    }
    $unknown = $foreign | Where-Object { $_ -notin $packages.Files }
    if ($unknown) {
        throw "From no restored package: $($unknown -join ', ')"
    }
    $packages
}

# The licence text of a package, or the one in tools/Package/Licences if the package has none.
function Get-Licence($Package) {
    $id = $Package.Name.Split(' ')[0]
    $kept = "$PSScriptRoot/Licences/$id.txt", ($Package.Authors -eq 'Microsoft' -and $Package.Licence -eq 'MIT' ? "$PSScriptRoot/Licences/Microsoft.txt" : $null)
    $text = Get-Text ("$($Package.Folder)/LICENSE", "$($Package.Folder)/LICENSE.TXT" + $kept)
    $text ? $text : $(throw "$($Package.Name) ($($Package.Licence)) brings no licence text: put it into tools/Package/Licences/$id.txt.")
}

function Get-Text([string[]] $Path) {
    $file = $Path | Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
    $file ? (Get-Content $file -Raw).ReplaceLineEndings("`n").Trim("`n", ' ') : $null
}

function Write-Notices($Packages, [string] $Path) {
    $line = '-' * 80
    $Packages = $Packages | Where-Object Files
    $list = $Packages | ForEach-Object { "$($_.Name)`n  Licence:   $($_.Licence)`n  Copyright: $($_.Copyright)`n  Address:   $($_.Address)`n  Files:     $($_.Files -join ', ')`n" }
    # Each text once, with the names of all packages that it applies to.
    $texts = @{ 'The licence of' = { Get-Licence $_ }; 'Further notices that come with' = { Get-Text "$($_.Folder)/THIRD-PARTY-NOTICES.TXT" } }
    $parts = foreach ($heading in $texts.Keys | Sort-Object -Descending) {
        $Packages | Group-Object $texts[$heading] -CaseSensitive | Where-Object Name | Sort-Object { $_.Group[0].Name } -Culture '' |
            ForEach-Object { "$line`n$heading $($_.Group.Name.ForEach{ $_.Split(' ')[0] } -join ', ')`n$line`n`n$($_.Name)`n" }
    }
    Set-Content $Path (@("PostPress for PowerShell is shipped with the following works of others.`n") + $list + $parts -join "`n") -NoNewline
}

# The CycloneDX tool reads what was restored. Packages that aren't shipped are left out: reference assemblies, and what .NET Framework has itself.
# There is no serial number, because it would be random, and the date is the commit's.
function Write-BillOfMaterials($Packages, [string] $Path, [version] $Version, [DateTimeOffset] $Date) {
    $about = New-TemporaryFile
    Set-Content $about @"
<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><metadata><timestamp>$($Date.UtcDateTime.ToString('s'))Z</timestamp>
<component type="application" bom-ref="PostPress@$Version"><name>PostPress</name><version>$Version</version><licenses><license><id>MIT</id></license></licenses><purl>pkg:nuget/PostPress@${Version}?repository_url=https://www.powershellgallery.com/api/v2</purl></component>
</metadata></bom>
"@
    $arguments = "$root/src/PostPress.PowerShell/PostPress.PowerShell.csproj", '--output', (Split-Path $Path), '--filename', (Split-Path $Path -Leaf),
    '--output-format', 'UnsafeJson', '--no-serial-number', '--disable-package-restore', '--import-metadata-path', $about.FullName,
    '--exclude-filter', (($Packages | Where-Object { -not $_.Files }).Id -join ',')
    Push-Location $root
    try {
        $said = dotnet tool run dotnet-CycloneDX -- @arguments 2>&1
        if ($LASTEXITCODE -ne 0) {
            throw "The bill of materials: $($said -join "`n")"
        }
    }
    finally {
        Pop-Location
        Remove-Item $about
    }
}
