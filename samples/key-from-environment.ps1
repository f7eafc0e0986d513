#Requires -Modules PostPress
<#
.SYNOPSIS
In a CI pipeline: the key is a secret variable of the pipeline, handed over as POSTPRESS_API_KEY; no Connect-PostPress is needed.
.DESCRIPTION
GitHub Actions:
    - shell: pwsh
      env:
        POSTPRESS_API_KEY: ${{ secrets.POSTPRESS_API_KEY }}
      run: |
        Install-PSResource PostPress -TrustRepository
        ./key-from-environment.ps1 -AccountId acc_linkedin_01HX
#>
[CmdletBinding()]
param(
    # The linked account.
    [Parameter(Mandatory)]
    [string] $AccountId
)

# The step fails when the list is not whole.
# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

if (-not $env:POSTPRESS_API_KEY) {
    throw 'The secret variable POSTPRESS_API_KEY is not handed to this step.'
}

$relations = Get-PostPressRelation -AccountId $AccountId
"$(@($relations).Count) relations."
