param([string] $Address, [string] $Account, [string] $Folder)

$count = 0
Get-PostPressRelation -AccountId $Account -PageDelaySec 0 | ForEach-Object { $count++ }
$count
