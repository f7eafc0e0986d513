#Requires -Modules PostPress
<#
.SYNOPSIS
Posts who is new, gone or changed to a webhook, one request a change; the first that fails ends the run, and the next run posts it again.
.DESCRIPTION
Each request has the change's id in the header Idempotency-Key. A change that comes again, because a run was interrupted, has the same one:
the receiver keeps the ids that it has and drops those that it knows.
.EXAMPLE
./changes-to-webhook.ps1 -AccountId acc_linkedin_01HX -Path /srv/relations.csv -WebhookUri https://crm.example.com/hooks/linkedin
#>
[CmdletBinding()]
param(
    # The linked account.
    [Parameter(Mandatory)]
    [string] $AccountId,

    # The file in which the list is kept.
    [Parameter(Mandatory)]
    [string] $Path,

    # Where to post.
    [Parameter(Mandatory)]
    [uri] $WebhookUri
)

# A change counts as taken when its request has succeeded: a failure has to end the pipeline.
$ErrorActionPreference = 'Stop'

Sync-PostPressRelation -AccountId $AccountId -LiteralPath $Path | ForEach-Object {
    # As bytes: Windows PowerShell would send names in another encoding.
    $body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $_ -Depth 4))
    $null = Invoke-RestMethod -Uri $WebhookUri -Method Post -Body $body -ContentType 'application/json; charset=utf-8' -Headers @{ 'Idempotency-Key' = $_.Id }
    Write-Verbose "Posted: $_"
}
