#Requires -Modules PostPress
<#
.SYNOPSIS
Exports the relations of accounts every night; one file an account, exit code 1 when one is not complete.
.DESCRIPTION
The key comes from the environment variable POSTPRESS_API_KEY. A run that fails in the middle is resumed by the next one.
The random pause keeps the calls off a fixed time, which LinkedIn looks for.

Linux and macOS, crontab of the user; the file ~/.postpress, which only the user can read (chmod 600), has the line POSTPRESS_API_KEY=...:
    SHELL=/bin/bash
    15 3 * * *  sleep $((RANDOM \% 3600)); set -a; . ~/.postpress; pwsh -NoProfile -NonInteractive -File /opt/postpress/nightly-export.ps1 -AccountId acc_linkedin_01HX,acc_linkedin_02HX -Folder /srv/relations >> ~/postpress.log 2>&1

Windows, once, as the user whom the task belongs to, in a window opened as administrator (S4U: it runs when nobody is logged on too):
    [Environment]::SetEnvironmentVariable('POSTPRESS_API_KEY', (Get-Secret PostPress -AsPlainText), 'User')
    $action    = New-ScheduledTaskAction -Execute pwsh -Argument '-NoProfile -NonInteractive -File C:\PostPress\nightly-export.ps1 -AccountId acc_linkedin_01HX,acc_linkedin_02HX -Folder D:\Relations'
    $trigger   = New-ScheduledTaskTrigger -Daily -At 03:15 -RandomDelay 01:00:00
    $principal = New-ScheduledTaskPrincipal -UserId ([Security.Principal.WindowsIdentity]::GetCurrent().Name) -LogonType S4U
    Register-ScheduledTask -TaskName 'PostPress export' -Action $action -Trigger $trigger -Principal $principal
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
# pwsh -File hands a list over as one text: acc_1,acc_2
foreach ($id in $AccountId -split ',') {
    try {
        $export = Export-PostPressRelation -AccountId $id -LiteralPath (Join-Path $Folder "$id.csv") -SpreadsheetSafe -PassThru -ErrorAction Stop
        if ($export.Status -ne 'Complete') {
            # The file is there, but whether the list moved while it was read could not be seen.
            "$(Get-Date -Format s) $($id): $($export.Status). $($export.UnverifiedReason)"
            $incomplete++
        }

        "$(Get-Date -Format s) $($id): $($export.Rows) relations in $($export.Path), $($export.Calls) calls."
    }
    catch {
        # The message says what happened and what to do; the next account goes on.
        "$(Get-Date -Format s) $($id): not complete. $(($_.FullyQualifiedErrorId -split ',')[0]): $_"
        $incomplete++
    }
}

exit [int]($incomplete -gt 0)
