#Requires -Modules PostPress
<#
.SYNOPSIS
Rehearses a script against an API that has a bad day, before it is let loose on a real account; exit code 1 when the export is not complete.
.DESCRIPTION
Everything here is transient: the export must be complete all the same. Look at Status, and with -Verbose at the retries and at how the
list is read once more because it has moved. For a list that moves all the time, take the Page from the fault Remove: it is not verified then.
Try errors that are not transient, too: acc_error_account_restricted, acc_error_disconnected_account, or any other type of
Get-Help about_PostPress_Errors.
.EXAMPLE
./rehearse-faults.ps1 -Verbose
#>
[CmdletBinding()]
param(
    # How many relations the practice account has.
    [int] $RelationCount = 5000,

    # Where the export goes.
    [string] $Path = (Join-Path ([System.IO.Path]::GetTempPath()) 'rehearsal.csv'),

    # The practice account; one that fails: acc_error_account_restricted.
    [string] $AccountId = 'acc_sandbox_main'
)

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

$faults = @(
    'Error,Status=429,RetryAfter=2,Page=2'                       # the rate limit, once, on the second page
    'Error,Status=503,Probability=0.05'                          # a service that comes and goes
    @{ Kind = 'Drop'; Probability = 0.05 }                       # connections that break
    @{ Kind = 'Cut'; AtByte = 5000; Probability = 0.05 }         # truncated bodies
    'Latency,Seconds=0.2,Probability=0.1'                        # a slow moment
    'Remove,Page=2,Count=40'                                     # 40 people leave, so 40 others slip over the page border, unseen
)
Connect-PostPress -Sandbox -RelationCount $RelationCount -Fault $faults -RetryIntervalSec 0.1
try {
    $export = Export-PostPressRelation -AccountId $AccountId -LiteralPath $Path -PageSize 250 -PassThru -ErrorAction Continue
}
finally {
    Disconnect-PostPress
}

$export
exit [int]($export.Status -ne 'Complete')
