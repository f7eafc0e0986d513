# In a fresh process: the import, the first Connect-PostPress, and the first object, each as the time since the script began.
param([string] $Module, [string] $Address, [string] $Account)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$key = [Net.NetworkCredential]::new('', 'pp_test_benchmark').SecurePassword
$first = $null
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $watch.Elapsed.TotalSeconds
Connect-PostPress -ApiKey $key -BaseUri $Address -PageDelaySec 0
$connect = $watch.Elapsed.TotalSeconds
Get-PostPressRelation -AccountId $Account | ForEach-Object { $first ??= $watch.Elapsed.TotalSeconds }
[Console]::WriteLine([string]::Format([Globalization.CultureInfo]::InvariantCulture, 'started import={0} connect={1} first={2}', $import, $connect, $first))
