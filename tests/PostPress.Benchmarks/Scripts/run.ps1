# Runs one contestant in this process: whole lists as a warm-up, then the measured list. Writes the line that Compare/Measurement.cs reads.
param([string] $Contestant, [string] $Module, [string] $Address, [string] $WarmUpAccount, [double] $WarmUpSeconds, [string] $Account, [string] $Folder)

$ErrorActionPreference = 'Stop'
# Invoke-RestMethod slows down a lot where it draws its bar; nobody's bar is measured here.
$ProgressPreference = 'SilentlyContinue'
$env:POSTPRESS_API_KEY = 'pp_test_benchmark'
$env:POSTPRESS_BASE_URI = $Address
if ($Module) { Import-Module $Module }

$body = [IO.Path]::Combine($PSScriptRoot, "$Contestant.ps1")
$watch = [Diagnostics.Stopwatch]::StartNew()
while ($watch.Elapsed.TotalSeconds -lt $WarmUpSeconds) {
    $null = & $body -Address $Address -Account $WarmUpAccount -Folder $Folder
    # Every export is to a new file: one that is there already is read first, to see whether the new one has too few rows.
    foreach ($file in [IO.Directory]::GetFiles($Folder)) { [IO.File]::Delete($file) }
}

$process = [Diagnostics.Process]::GetCurrentProcess()
$cpu = $process.TotalProcessorTime
$allocated = [GC]::GetTotalAllocatedBytes($true)
$watch.Restart()
$relations = & $body -Address $Address -Account $Account -Folder $Folder
$wall = $watch.Elapsed
$process.Refresh()
$cpu = $process.TotalProcessorTime - $cpu
$allocated = [GC]::GetTotalAllocatedBytes($true) - $allocated
$heap = [GC]::GetTotalMemory($true)
$peak = if ([IO.File]::Exists('/proc/self/status')) { [regex]::Match([IO.File]::ReadAllText('/proc/self/status'), 'VmHWM:\s*(\d+)').Groups[1].Value } else { $process.PeakWorkingSet64 / 1024 }
[Console]::WriteLine([FormattableString]::Invariant([Runtime.CompilerServices.FormattableStringFactory]::Create(
    'measured relations={0} wall={1} cpu={2} allocated={3} heap={4} peak={5}', $relations, $wall.TotalSeconds, $cpu.TotalSeconds, $allocated, $heap, $peak)))
