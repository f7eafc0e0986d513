#Requires -Modules PostPress
<#
.SYNOPSIS
Connects with a key that SecretManagement keeps; it never stands in a script, a history or a process list.
.DESCRIPTION
Once, by hand:
    Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
    Set-Secret -Name PostPress -Secret (Read-Host -AsSecureString)
#>
[CmdletBinding()]
param(
    # The name of the secret.
    [string] $SecretName = 'PostPress'
)

# For the whole script: a secret that is missing must not connect with nothing.
$ErrorActionPreference = 'Stop'

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

# Get-Secret gives a SecureString, which is what -ApiKey takes.
Connect-PostPress -ApiKey (Get-Secret -Name $SecretName)
Get-PostPressConnection
