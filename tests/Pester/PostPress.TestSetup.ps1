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

# A server that gives one answer to every call, and keeps what it was asked. In a runspace of its own: the pipeline of the test is busy.
function Start-AnswerServer([string] $Answer) {
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $address = "http://$($probe.LocalEndpoint)/"
    $probe.Stop()
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($address)
    $listener.Start()
    $requests = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
    $shell = [powershell]::Create().AddScript({
        param($Listener, $Requests, $Answer)
        while ($Listener.IsListening) {
            try { $context = $Listener.GetContext() } catch { return }
            $null = $Requests.Add($context.Request.RawUrl)
            $bytes = [Text.Encoding]::UTF8.GetBytes($Answer)
            $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
            $context.Response.Close()
        }
    }).AddArgument($listener).AddArgument($requests).AddArgument($Answer)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ BaseUri = [uri] "${address}v1"; Requests = $requests; Listener = $listener; Shell = $shell }
}

function Stop-AnswerServer($Server) {
    $Server.Listener.Close()
    $Server.Shell.Dispose()
}
