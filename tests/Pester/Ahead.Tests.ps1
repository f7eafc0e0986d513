BeforeDiscovery {
    # Where the runtime can use the code: .NET 10 and the platform of the file; never Windows PowerShell.
    $used = $PSVersionTable.PSVersion.Major -ge 7 -and $IsWindows -and [Environment]::Version.Major -eq 10 -and
        [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
}

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $built = Split-Path $module
    $ahead = "$built/core/lib/win-x64/PostPress.Client.dll"

    function Get-Image([string] $Path) {
        $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($Path))
        try {
            $metadata = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
            [pscustomobject]@{
                NativeSize = $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size
                Machine    = $reader.PEHeaders.CoffHeader.Machine
                Build      = $metadata.GetGuid($metadata.GetModuleDefinition().Mvid)
            }
        }
        finally { $reader.Dispose() }
    }

    # What an engine of its own shows of a module: where its client is from, and how many methods were compiled up to the first relation.
    function Get-FirstRelation([string] $Manifest) {
        $lines = Invoke-Engine -Command @"
Import-Module '$Manifest'
Connect-PostPress -Sandbox -RelationCount 25
`$null = Get-PostPressRelation $small -First 1
`$methods = [Runtime.JitInfo]::GetCompiledMethodCount(`$false)
([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'PostPress.Client' }).Location
`$methods
"@
        $location, $methods = $lines.Trim() -split '\r?\n'
        [pscustomobject]@{ Location = $location; Methods = [int] $methods }
    }
}

Describe 'Code compiled ahead' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    It 'is in the client for win-x64 alone: a file of another platform would be refused' {
        $image = Get-Image $ahead
        $image.NativeSize | Should -BeGreaterThan 0
        $image.Machine | Should -Be 'Amd64'
        Get-ChildItem "$built/core" -Recurse -Filter *.dll | Where-Object FullName -NE (Get-Item $ahead).FullName | ForEach-Object {
            (Get-Image $_.FullName).NativeSize | Should -Be 0 -Because $_.FullName
        }
    }

    It 'is of the same build as the IL beside it' {
        (Get-Image $ahead).Build | Should -Be (Get-Image "$built/core/lib/PostPress.Client.dll").Build
    }

    It 'is left aside on other platforms' -Skip:$IsWindows {
        (Get-FirstRelation $module).Location | Should -Be (Get-Item "$built/core/lib/PostPress.Client.dll").FullName
    }

    It 'is used: fewer methods are compiled up to the first relation' -Skip:(-not $used) {
        Copy-Item $built "$TestDrive/without" -Recurse
        Remove-Item "$TestDrive/without/core/lib/win-x64" -Recurse
        $with = Get-FirstRelation $module
        $with.Location | Should -Be (Get-Item $ahead).FullName
        $without = Get-FirstRelation "$TestDrive/without/PostPress.psd1"
        $without.Methods - $with.Methods | Should -BeGreaterThan 100
    }
}
