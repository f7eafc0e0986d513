#Requires -Modules PostPress
<#
.SYNOPSIS
Says who is new, gone or changed since the last time, with one call on most days.
.DESCRIPTION
Keeps the list in a file. Who is gone shows when the whole list is read: once a week, or with -Full.
.EXAMPLE
./who-is-new.ps1 -AccountId acc_linkedin_01HX -Folder ~/relations | Where-Object Change -eq Added
#>
[CmdletBinding()]
param(
    # The linked account.
    [Parameter(Mandatory)]
    [string] $AccountId,

    # Where the list is kept; it must exist.
    [Parameter(Mandatory)]
    [string] $Folder,

    # Reads the whole list now.
    [switch] $Full
)

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

Sync-PostPressRelation -AccountId $AccountId -LiteralPath (Join-Path $Folder "$AccountId.csv") -Full:$Full | ForEach-Object {
    [pscustomobject]@{
        Change    = $_.Change
        Name      = "$($_.Relation)"
        What      = $_.ChangedProperty -join ', '
        Connected = $_.Relation.CreatedAt
        Profile   = $_.Relation.PublicProfileUrl
    }
}
