#Requires -Modules PostPress
<#
.SYNOPSIS
Exports the relations of the accounts in a CSV file (column AccountId) to one CSV file, the account in its first column.
.EXAMPLE
./several-accounts.ps1 -AccountsFile accounts.csv -Path relations.csv
#>
[CmdletBinding()]
param(
    # A CSV file with a column AccountId.
    [Parameter(Mandatory)]
    [string] $AccountsFile,

    # The file to write.
    [Parameter(Mandatory)]
    [string] $Path
)

# All accounts go into one export: it appears when the last one is complete, and resumes in the account where it stopped.
Import-Csv $AccountsFile | Export-PostPressRelation -Path $Path -PassThru
