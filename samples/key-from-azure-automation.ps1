#Requires -Modules PostPress
<#
.SYNOPSIS
A runbook for Azure Automation (PowerShell 7.4 or 5.1): the key is an encrypted credential asset, the result goes to a storage account.
.DESCRIPTION
Import the module PostPress into the Automation account, and make a credential asset named PostPress whose password is the API key.
#>
[CmdletBinding()]
param(
    # The linked account.
    [Parameter(Mandatory)]
    [string] $AccountId,

    # Where the file is put before it is uploaded.
    [string] $Folder = $env:TEMP
)

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

# The password of a credential is a SecureString already; -ApiKey takes the credential as it is.
Connect-PostPress -ApiKey (Get-AutomationPSCredential -Name PostPress)

$result = Export-PostPressRelation -AccountId $AccountId -LiteralPath (Join-Path $Folder "$AccountId.csv") -PassThru
$result
if ($result.Status -ne 'Complete') {
    throw "The list is not complete ($($result.Status)), so it is not uploaded. $($result.UnverifiedReason)"
}

# With Az.Storage in the same runbook (its libraries and ours do not disturb each other):
#   Connect-AzAccount -Identity
#   Set-AzStorageBlobContent -File $result.Path -Container relations -Blob "$AccountId.csv" -Context $context -Force
