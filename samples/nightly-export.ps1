<#
.SYNOPSIS
Exports the relations of accounts every night; one file an account, exit code 1 when one is not complete.
.DESCRIPTION
The key comes from the environment variable POSTPRESS_API_KEY. A run that fails in the middle is resumed by the next one.

Linux, crontab of the user (the random pause keeps the calls off a fixed time, which LinkedIn looks for):
    15 3 * * *  sleep $((RANDOM \% 3600)); pwsh -NoProfile -File /opt/postpress/nightly-export.ps1 -AccountId acc_linkedin_01HX -Folder /srv/relations

Windows, as administrator once:
    $action  = New-ScheduledTaskAction -Execute pwsh -Argument '-NoProfile -File C:\PostPress\nightly-export.ps1 -AccountId acc_linkedin_01HX -Folder D:\Relations'
    $trigger = New-ScheduledTaskTrigger -Daily -At 03:15 -RandomDelay 01:00:00
    Register-ScheduledTask -TaskName 'PostPress export' -Action $action -Trigger $trigger -User svc-postpress
#>
[CmdletBinding()]
param(
    # The linked accounts.
    [Parameter(Mandatory)]
    [string[]] $AccountId,

    # Where the files go; it must exist.
    [Parameter(Mandatory)]
    [string] $Folder
)

$incomplete = 0
foreach ($id in $AccountId) {
    $file = Join-Path $Folder "$id.csv"
    $result = $null
    $result = Export-PostPressRelation -AccountId $id -Path $file -SpreadsheetSafe -PassThru -ErrorVariable problem
    if ($result.Verdict -eq 'Complete') {
        "$(Get-Date -Format s) $($id): $($result.Rows) relations in $file, $($result.Calls) calls."
    }
    else {
        # The error itself is on the error stream already; the log line says which account to look at.
        "$(Get-Date -Format s) $($id): not complete ($($problem[0].FullyQualifiedErrorId)); the next run goes on from here."
        $incomplete++
    }
}

exit [int]($incomplete -gt 0)
