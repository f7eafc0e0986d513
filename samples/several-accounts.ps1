#Requires -Modules PostPress
<#
.SYNOPSIS
Exports the relations of the accounts in a CSV file (column AccountId) to one CSV file, the account in its first column; exit code 1 when one is not complete.
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

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

# All accounts go into one export: it appears when all are complete. One that fails stops no other; the next run reads only what is missing.
$exports = @(Import-Csv -LiteralPath $AccountsFile | Export-PostPressRelation -LiteralPath $Path -PassThru -ErrorAction Continue)
$exports

exit [int]($exports.Count -eq 0 -or @($exports | Where-Object Status -ne 'Complete').Count -gt 0)
