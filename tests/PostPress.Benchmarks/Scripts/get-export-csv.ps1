param([string] $Address, [string] $Account, [string] $Folder)

$file = [IO.Path]::Combine($Folder, 'get.csv')
Get-PostPressRelation -AccountId $Account -PageDelaySec 0 | Export-Csv $file
$Account.Split('-')[1]
