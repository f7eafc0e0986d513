BeforeDiscovery {
    # Only a package has ReadyToRun code, and only a package has a bill of materials.
    $isPackage = $env:POSTPRESS_MODULE -and (Test-Path (Join-Path (Split-Path $env:POSTPRESS_MODULE) PostPress.cdx.json))
    # Where the runtime can use the code: .NET 10 and the platform of the file; never Windows PowerShell.
    $fits = $PSVersionTable.PSVersion.Major -ge 7 -and ($IsWindows -or $IsLinux) -and [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
    $used = $fits -and [Environment]::Version.Major -eq 10
}

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $built = Split-Path $module
    $readyToRun = @{ Windows = "$built/core/lib/win-x64/PostPress.Client.dll"; Linux = "$built/core/lib/linux-x64/PostPress.Client.dll" }
    $own = $readyToRun[$(if ($IsLinux) { 'Linux' } else { 'Windows' })]

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

    # Where a new engine loads the client from, how many methods the client has, and how many of them the engine had to compile.
    function Get-Client {
        $lines = Invoke-Engine -Command @"
Import-Module '$module'
Connect-PostPress -Sandbox -RelationCount 25
`$null = Get-PostPressRelation $small
`$client = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'PostPress.Client' }
`$methods = foreach (`$type in `$client.GetTypes()) {
    if (-not `$type.ContainsGenericParameters) {
        `$type.GetMethods('DeclaredOnly, Static, Instance, Public, NonPublic') | Where-Object { -not `$_.ContainsGenericParameters -and `$_.GetMethodBody() }
    }
}
`$before = [Runtime.JitInfo]::GetCompiledMethodCount(`$true)
foreach (`$method in `$methods) { [Runtime.CompilerServices.RuntimeHelpers]::PrepareMethod(`$method.MethodHandle) }
`$compiled = [Runtime.JitInfo]::GetCompiledMethodCount(`$true) - `$before
`$client.Location
`$methods.Count
`$compiled
"@
        $location, $methods, $compiled = $lines.Trim() -split '\r?\n'
        [pscustomobject]@{ Location = $location; Methods = [int] $methods; Compiled = [int] $compiled }
    }
}

Describe 'ReadyToRun code in a package' -Skip:(-not $isPackage -or $PSVersionTable.PSVersion.Major -lt 7) {
    It 'is in the client alone, for win-x64 and linux-x64: a file of another platform would be refused' {
        $images = $readyToRun.Values | ForEach-Object { Get-Image $_ }
        $images.NativeSize | Should -Not -Contain 0
        # The machine of a file that is not for Windows is marked with its system.
        $images.Machine | Sort-Object -Unique | Should -HaveCount 2
        (Get-Image $readyToRun.Windows).Machine | Should -Be 'Amd64'
        Get-ChildItem "$built/core" -Recurse -Filter *.dll | Where-Object { $_.Directory.Name -notin 'win-x64', 'linux-x64' } | ForEach-Object {
            (Get-Image $_.FullName).NativeSize | Should -Be 0 -Because $_.FullName
        }
    }

    It 'is of the same build as the IL beside it' {
        $readyToRun.Values | ForEach-Object { (Get-Image $_).Build | Should -Be (Get-Image "$built/core/lib/PostPress.Client.dll").Build }
    }

    It 'is left aside on other platforms' -Skip:$fits {
        $client = Get-Client
        $client.Location | Should -Be (Get-Item "$built/core/lib/PostPress.Client.dll").FullName
        $client.Compiled | Should -BeGreaterThan ($client.Methods / 2)
    }

    It 'is used where it fits: most methods need no compiler' -Skip:(-not $used) {
        $client = Get-Client
        $client.Location | Should -Be (Get-Item $own).FullName
        $client.Compiled | Should -BeLessThan ($client.Methods / 2)
    }
}

Describe 'A build without a package' -Skip:($isPackage -or $PSVersionTable.PSVersion.Major -lt 7) {
    It 'has no ReadyToRun code, which takes 306 MB of packages to compile' {
        $own = Get-ChildItem $built -Recurse -Filter PostPress.*.dll
        $own.Name | Should -Contain PostPress.Client.dll
        $own | ForEach-Object { (Get-Image $_.FullName).NativeSize | Should -Be 0 -Because $_.FullName }
        "$built/core/lib/win-x64", "$built/core/lib/linux-x64" | Should -Not -Exist
    }
}
