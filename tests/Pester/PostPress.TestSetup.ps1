# Dot-sourced by every test file: imports the module that a user holds, and gives names to what the tests share.
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$module = if ($env:POSTPRESS_MODULE) { $env:POSTPRESS_MODULE } else { Join-Path $root 'out/PostPress/PostPress.psd1' }
Import-Module $module -Force
. "$PSScriptRoot/PostPress.TestServer.ps1"
# The PowerShell that child processes run in, a command and its first arguments: the one under test, which need not be the machine's pwsh.
$shell = (Get-Process -Id $PID).Path
$engine, $engineArguments =
    if ($env:POSTPRESS_ENGINE) { $env:POSTPRESS_ENGINE, @() }
    elseif ([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') { $shell, @("$PSHOME/pwsh.dll") } # a .NET tool
    else { $shell, @() }
# The ledger of calls of whoever runs the tests is left alone; a test that needs one names a folder.
$env:POSTPRESS_STATE = 'off'
# What a child process shows is compared as plain text.
$env:NO_COLOR = '1'
# Not as a literal: Windows PowerShell reads a script without a mark in the machine's code page, so these files are ASCII.
$ellipsis = [char] 0x2026
$main = 'acc_sandbox_main'
$small = 'acc_sandbox_small'
$isDesktop = $PSVersionTable.PSVersion.Major -lt 6

# What a PowerShell of its own shows. Continue, because Stop would make Windows PowerShell end at the first line that the child writes as an error.
function Invoke-Engine {
    $ErrorActionPreference = 'Continue'
    & $engine @engineArguments -NoProfile -NonInteractive @args *>&1 | Out-String
}

function ConvertTo-Key([string] $Text) {
    # ConvertTo-SecureString takes no empty text.
    [Net.NetworkCredential]::new('', $Text).SecurePassword
}

# Connects to a sandbox as to any server, without pauses: its calls can be looked at, and it outlives the connection.
function Connect-TestSandbox {
    $sandbox = Start-PostPressSandbox @args
    Connect-PostPress -ApiKey (ConvertTo-Key $sandbox.ApiKey) -BaseUri $sandbox.BaseUri -PageDelaySec 0 -RetryIntervalSec 0
    $sandbox
}

# The calls that a sandbox saw since the last time, each as limit@offset.
function Get-NewCall($Sandbox) {
    $calls = $Sandbox.GetCalls()
    $seen = [int] $seenCalls[$Sandbox.BaseUri]
    $seenCalls[$Sandbox.BaseUri] = $calls.Count
    $texts = $calls | Select-Object -Skip $seen | ForEach-Object {
        $offset = if ($_.Cursor) { [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($_.Cursor)) -replace '\D' } else { 0 }
        "$($_.Limit)@$offset"
    }
    $texts -join ' '
}
$seenCalls = @{}

# The error of a command that writes one, or ends with one.
function Get-OnlyError([scriptblock] $Script) {
    $ErrorActionPreference = 'Continue'
    $errors = @(try { & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $_ })
    $errors.Count | Should -Be 1
    $errors[0]
}

function Test-Port([int] $Port) {
    $client = [Net.Sockets.TcpClient]::new()
    try { $client.Connect('127.0.0.1', $Port); $true } catch { $false } finally { $client.Dispose() }
}
