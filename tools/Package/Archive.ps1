# Archives whose bytes depend only on names, contents and one date.

# The files of a folder: relative, with forward slashes, in one order on every machine.
function Get-FileName([string] $Folder) {
    $folder = (Resolve-Path $Folder).Path
    $names = [string[]] (Get-ChildItem $folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $names
}

function Write-Archive([string] $Folder, [string] $Path, [DateTimeOffset] $Date, [string] $Prefix) {
    $archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($Path), 'Create')
    try {
        foreach ($name in Get-FileName $Folder) {
            $entry = $archive.CreateEntry($Prefix + $name, 'SmallestSize')
            # A zip has no time zones: its clock is UTC here, whatever the machine's.
            $entry.LastWriteTime = $Date
            # A regular file: its owner can write it, everyone can read it.
            $entry.ExternalAttributes = 0x81A4 -shl 16
            $stream = $entry.Open()
            $stream.Write([IO.File]::ReadAllBytes("$Folder/$name"))
            $stream.Dispose()
        }
    }
    finally {
        $archive.Dispose()
    }
}

# Runs Compress-PSResource and replaces what differs from run to run: the times and the order of the entries, the random name of the
# properties and the id of the relation to them, the system's version in the properties, and the order of the content types.
function Write-Package([string] $Module, [string] $Path, [DateTimeOffset] $Date) {
    $work = [IO.Directory]::CreateTempSubdirectory('postpress-package-').FullName
    try {
        Compress-PSResource $Module $work
        [IO.Compression.ZipFile]::ExtractToDirectory((Get-Item "$work/*.nupkg"), "$work/parts")
        $properties = Get-Item "$work/parts/package/services/metadata/core-properties/*.psmdcp"
        Edit-Text "$work/parts/_rels/.rels" { $_ -replace "$($properties.Name)`" Id=`"\w+", 'PostPress.psmdcp" Id="R2' }
        Edit-Text "$work/parts/[Content_Types].xml" { $lines = $_ -split "`r?`n"; ($lines[0, 1] + ($lines[2..($lines.Count - 2)] | Sort-Object -Culture '') + $lines[-1]) -join "`n" }
        Edit-Text $properties { $_ -replace ';[^<]*(?=</lastModifiedBy>)' }
        Rename-Item $properties PostPress.psmdcp
        Write-Archive "$work/parts" $Path $Date
    }
    finally {
        Remove-Item $work -Recurse -Force
    }
}

function Edit-Text([string] $Path, [scriptblock] $Change) {
    Set-Content -LiteralPath $Path (Get-Content -LiteralPath $Path -Raw | ForEach-Object $Change) -NoNewline
}
