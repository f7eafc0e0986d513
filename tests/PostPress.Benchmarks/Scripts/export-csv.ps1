param([string] $Address, [string] $Account, [string] $Folder)

(Export-PostPressRelation -AccountId $Account -Path ([IO.Path]::Combine($Folder, 'export.csv')) -PageDelaySec 0 -PassThru).Rows
