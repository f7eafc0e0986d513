#Requires -Modules PostPress
<#
.SYNOPSIS
Keeps the relations of accounts current every night, a file for each; exit code 0 when all are complete, 1 when somebody must act, 75 when the same run later is enough.
.DESCRIPTION
The key comes from the environment variable POSTPRESS_API_KEY. Most nights cost one call an account; once a week the whole list is read, and
a full read that fails is resumed by the next run. One account that fails stops no other.

How to schedule it, with cron and on Windows, and what to do after a failure: Get-Help about_PostPress_Unattended. Its text has this script.
.EXAMPLE
./nightly-export.ps1 -Folder /srv/relations
.EXAMPLE
./nightly-export.ps1 -Folder /srv/relations -AccountId acc_linkedin_01HX,acc_linkedin_02HX
#>
[CmdletBinding()]
param(
    # Where the files go; it must exist.
    [Parameter(Mandatory)]
    [string] $Folder,

    # The accounts. Default: all LinkedIn accounts of the workspace.
    [ValidateNotNullOrEmpty()]
    [string[]] $AccountId
)

$sync = @{
    LiteralPath = Join-Path $Folder '{AccountId}.csv'
    SpreadsheetSafe = $true
    ThrottleLimit = 8
    MaximumRetryCount = 10
    MaximumRetryWaitSec = 1800
    PassThru = $true
    ErrorAction = 'SilentlyContinue'
    ErrorVariable = 'failures'
}
$done = @()
try {
    # pwsh -File hands a list over as one text: acc_1,acc_2
    $accounts = if ($AccountId) { $AccountId -split ',' } else { Get-PostPressAccount -Type LINKEDIN }
    if (-not $accounts) {
        Write-Error 'The workspace has no LinkedIn account.' -ErrorId NoAccount -ErrorAction Stop
    }

    # The changes are in the files; here it is enough to know what was done.
    $done = @($accounts | Sync-PostPressRelation @sync | Where-Object { $_ -is [PostPress.PostPressSync] })
}
catch {
    # What ends the run: no connection, no list of accounts, a single file that can't be written.
    $failures = $_
}

foreach ($account in $done) {
    "$(Get-Date -Format s) $($account.AccountId): $($account.Status), $($account.Rows) relations; $($account.Added) added, $($account.Removed) removed, $($account.Changed) changed; $($account.Calls) calls"
}

# The message says what happened and what to do; the id is for machines.
foreach ($failure in $failures) {
    "$(Get-Date -Format s) $(($failure.FullyQualifiedErrorId -split ',')[0]): $failure"
}

$transient = 'OperationTimeout', 'LimitsExceeded', 'ConnectionError', 'ResourceUnavailable', 'ResourceBusy'
if ($failures | Where-Object { $_.CategoryInfo.Category -notin $transient }) { exit 1 }
if ($failures -or ($done | Where-Object Status -NE Complete)) { exit 75 }
exit 0
