# Dot-sourced by every test file: imports the module that a user holds, and gives names to what the tests share.
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$module = if ($env:POSTPRESS_MODULE) { $env:POSTPRESS_MODULE } else { Join-Path $root 'out/PostPress/PostPress.psd1' }
Import-Module $module -Force
# The PowerShell that child processes run in: the one under test, which need not be the machine's pwsh.
$engine = if ($env:POSTPRESS_ENGINE) { $env:POSTPRESS_ENGINE } else { 'pwsh' }
# Not as a literal: Windows PowerShell reads a script without a mark in the machine's code page, so these files are ASCII.
$ellipsis = [char] 0x2026
$main = 'acc_sandbox_main'
$small = 'acc_sandbox_small'

# What a PowerShell of its own shows. Continue, because Stop would make Windows PowerShell end at the first line that the child writes as an error.
function Invoke-Engine {
    $ErrorActionPreference = 'Continue'
    & $engine -NoProfile -NonInteractive @args *>&1 | Out-String
}

function ConvertTo-Key([string] $Text) {
    ConvertTo-SecureString $Text -AsPlainText -Force
}
