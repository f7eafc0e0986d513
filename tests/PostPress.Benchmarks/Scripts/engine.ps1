param([string] $Address, [string] $Account, [string] $Folder)

# The engine's own share: objects that are there already, through the same pipeline. No HTTP, no JSON.
$relations = [Collections.Generic.List[object]]::new()
for ($i = 0; $i -lt 1000; $i++) { $relations.Add([Version]::new(1, $i)) }
$count = 0
for ($page = [long]$Account.Split('-')[1] / 1000; $page -gt 0; $page--) { $relations | ForEach-Object { $count++ } }
$count
