# Quiet days in a warm process: a sync of the file, and its one call alone, in turn.
param([string] $Module, [string] $Address, [string] $Account, [string] $Path, [double] $WarmUpSeconds, [int] $Rounds)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$env:POSTPRESS_API_KEY = 'pp_test_benchmark'
$env:POSTPRESS_BASE_URI = $Address
Import-Module $Module
$http = [Net.Http.HttpClient]::new()
$uri = "$Address/users/relations?account_id=$Account&limit=100"
$syncs = [Collections.Generic.List[double]]::new()
$calls = [Collections.Generic.List[double]]::new()
$watch = [Diagnostics.Stopwatch]::new()
$warmUp = [Diagnostics.Stopwatch]::StartNew()
while ($syncs.Count -lt $Rounds) {
    $isMeasured = $warmUp.Elapsed.TotalSeconds -ge $WarmUpSeconds
    $watch.Restart()
    $sync = Sync-PostPressRelation -AccountId $Account -Path $Path -PageDelaySec 0 -PassThru
    $taken = $watch.Elapsed.TotalSeconds
    if ($sync.Read -ne 'Newest' -or $sync.Calls -ne 1) { throw "not a quiet day: $($sync | Out-String)" }
    $watch.Restart()
    $null = $http.GetStringAsync($uri).GetAwaiter().GetResult()
    if ($isMeasured) {
        $calls.Add($watch.Elapsed.TotalSeconds)
        $syncs.Add($taken)
    }
}
function Join([double[]] $Seconds) { ($Seconds | ForEach-Object { $_.ToString([Globalization.CultureInfo]::InvariantCulture) }) -join ',' }
[Console]::WriteLine("started syncs=$(Join $syncs) calls=$(Join $calls)")
