# In a fresh process: one page by what people write today, and its first object.
param([string] $Address, [string] $Account, [string] $Limit)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$first = $null
$watch = [Diagnostics.Stopwatch]::StartNew()
$page = Invoke-RestMethod -Uri "$Address/users/relations?account_id=$Account&limit=$Limit" -Headers @{ 'X-API-KEY' = 'pp_test_benchmark' }
$page.items | ForEach-Object { $first ??= $watch.Elapsed.TotalSeconds }
[Console]::WriteLine([string]::Format([Globalization.CultureInfo]::InvariantCulture, 'started first={0} items={1}', $first, $page.items.Count))
