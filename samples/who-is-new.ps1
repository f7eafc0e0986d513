#Requires -Modules PostPress
<#
.SYNOPSIS
Says who is new, and who is gone, since the last time: keeps two exports and compares them.
.EXAMPLE
./who-is-new.ps1 -AccountId acc_linkedin_01HX -Folder ~/relations | Where-Object Change -eq New
#>
[CmdletBinding()]
param(
    # The linked account.
    [Parameter(Mandatory)]
    [string] $AccountId,

    # Where the two exports are kept.
    [Parameter(Mandatory)]
    [string] $Folder
)

# Two lists of which one is not whole would make people look new or gone who are not.
# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

$now = Join-Path $Folder "$AccountId.csv"
$before = Join-Path $Folder "$AccountId.before.csv"
if (Test-Path -LiteralPath $now) {
    Copy-Item -LiteralPath $now -Destination $before -Force
}

# Somebody who was skipped would look gone: of a list of more than three pages, two calls don't see everything.
$export = Export-PostPressRelation -AccountId $AccountId -LiteralPath $now -VerifyEveryPage -PassThru
if ($export.Status -ne 'Complete') {
    # The next run must not take this list for the last good one.
    if (Test-Path -LiteralPath $before) {
        Copy-Item -LiteralPath $before -Destination $now -Force
    }
    else {
        Remove-Item -LiteralPath $now
    }

    throw "The list is not complete ($($export.Status)), so who is gone can't be told. $($export.UnverifiedReason)"
}

if (-not (Test-Path -LiteralPath $before)) {
    Write-Verbose 'This is the first time: there is nothing to compare with yet.'
    return
}

Compare-Object @(Import-Csv -LiteralPath $before) @(Import-Csv -LiteralPath $now) -Property MemberId -PassThru | ForEach-Object {
    [pscustomobject]@{
        Change    = if ($_.SideIndicator -eq '=>') { 'New' } else { 'Gone' }
        Name      = "$($_.FirstName) $($_.LastName)".Trim()
        Connected = $_.CreatedAt
        Profile   = $_.PublicProfileUrl
    }
}
