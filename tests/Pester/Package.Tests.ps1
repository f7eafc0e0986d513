# The package of the built module. The packer is the project's own pwsh: these two files test nothing on another one, and not another build.
BeforeDiscovery { $canPack = $PSVersionTable.PSVersion -ge '7.6' -and -not $env:POSTPRESS_MODULE }

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $env:SOURCE_DATE_EPOCH = 1767323046 # 2026-01-02 03:04:06
    $first, $second = 'first', 'second' | ForEach-Object { & "$root/tools/Package/Package.ps1" -Destination "$TestDrive/$_"; }
}
