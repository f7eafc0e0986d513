#Requires -Modules PostPress
<#
.SYNOPSIS
Keeps the relations of accounts current every night; one file an account, exit code 1 when one is not complete.
.DESCRIPTION
The key comes from the environment variable POSTPRESS_API_KEY. Most nights cost one call an account; once a week the whole list is read, and
a full read that fails is resumed by the next run. The random pause keeps the calls off a fixed time, which LinkedIn looks for.

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

$syncs = @()
try {
    # pwsh -File hands a list over as one text: acc_1,acc_2. Of what is written only what was done is needed here: the changes are in the files.
    $syncs = @(Sync-PostPressRelation -AccountId ($AccountId -split ',') -LiteralPath (Join-Path $Folder '{AccountId}.csv') -SpreadsheetSafe -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed |
        Where-Object { $_ -is [PostPress.PostPressSync] })
}
catch {
    # What ends the command: no connection, or a single file that can't be written.
    $failed = $_
}

foreach ($sync in $syncs) {
    "$(Get-Date -Format s) $($sync.AccountId): $($sync.Status), $($sync.Rows) relations in $($sync.Path); $($sync.Added) added, $($sync.Removed) removed, $($sync.Changed) changed, $($sync.Calls) calls."
}

# The message says what happened and what to do; the other accounts went on.
foreach ($problem in $failed) {
    "$(Get-Date -Format s) not complete. $(($problem.FullyQualifiedErrorId -split ',')[0]): $problem"
}

exit [int]($syncs.Count -eq 0 -or @($syncs | Where-Object Status -NE 'Complete').Count -gt 0)
