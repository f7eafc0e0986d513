<#
.SYNOPSIS
Serves the sandbox until it is stopped (Ctrl+C), for curl or any other client.
.EXAMPLE
dotnet run --project tools/PostPress.Shell -- samples/serve-sandbox.ps1 -Port 5080 -RelationCount 30000
.EXAMPLE
./samples/serve-sandbox.ps1 -Port 5080 -Fault 'Error,Status=429,RetryAfter=30,Page=2', 'Drop,Probability=0.1'
#>
param(
    # The port on 127.0.0.1; 0 for a free one.
    [int] $Port = 5080,

    # How many relations the main account has.
    [int] $RelationCount = 1000,

    # What the people and the chance of faults are made from.
    [int] $Seed = 1,

    # What goes wrong on purpose; see Get-Help Start-PostPressSandbox -Parameter Fault.
    [object[]] $Fault = @()
)

# For the whole script: -ErrorAction Stop of a command leaves those errors alone with which it ends itself.
$ErrorActionPreference = 'Stop'

# In a clone without the module installed: the one that dotnet build made.
if (-not (Get-Command Start-PostPressSandbox -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../out/PostPress/PostPress.psd1"
}

$sandbox = Start-PostPressSandbox -Port $Port -RelationCount $RelationCount -Seed $Seed -Fault $Fault
try {
    "Address:  $($sandbox.BaseUri)  (also under /api/v1)"
    "Key:      $($sandbox.ApiKey)"
    "Accounts: $($sandbox.AccountId -join ', ')"
    "Try:      curl -H 'X-API-KEY: $($sandbox.ApiKey)' '$($sandbox.BaseUri)/users/relations?account_id=$($sandbox.AccountId[0])&limit=2'"
    'Stop with Ctrl+C.'
    while ($sandbox.IsRunning) {
        # In short steps, because Ctrl+C is heard between two statements.
        [System.Threading.Thread]::Sleep(200)
    }
}
finally {
    $sandbox | Stop-PostPressSandbox
}
