# Dot-sourced by every test file: imports the module that a user holds, and gives names to what the tests share.
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$module = if ($env:POSTPRESS_MODULE) { $env:POSTPRESS_MODULE } else { Join-Path $root 'out/PostPress/PostPress.psd1' }
Import-Module $module -Force
$main = 'acc_sandbox_main'
$small = 'acc_sandbox_small'

function ConvertTo-Key([string] $Text) {
    ConvertTo-SecureString $Text -AsPlainText -Force
}
