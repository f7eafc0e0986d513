param([string] $Address, [string] $Account, [string] $Folder)

Get-PostPressRelation -AccountId $Account -PageDelaySec 0 | Out-Null
$Account.Split('-')[1]
