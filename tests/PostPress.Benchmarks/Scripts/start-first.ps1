# In a fresh process, after the import: the first Connect-PostPress, and the first object.
param([string] $Module, [string] $Address, [string] $Account)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$key = [Net.NetworkCredential]::new('', 'pp_test_benchmark').SecurePassword
$watch = [Diagnostics.Stopwatch]::StartNew()
Connect-PostPress -ApiKey $key -BaseUri $Address -PageDelaySec 0
$connect = $watch.Elapsed.TotalSeconds
$first = $null
$watch.Restart()
Get-PostPressRelation -AccountId $Account | ForEach-Object { $first ??= $watch.Elapsed.TotalSeconds }
$culture = [Globalization.CultureInfo]::InvariantCulture
[Console]::WriteLine("started connect=$($connect.ToString($culture)) first=$($first.ToString($culture))")
