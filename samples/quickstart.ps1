# What PostPress does, on a local sandbox: no account, no key, no network.
# Runs in any pwsh: ./samples/quickstart.ps1
param(
    # Keeps the connection to the sandbox, for a user who goes on at the prompt.
    [switch] $StayConnected
)

# In a clone without the module installed: the one that dotnet build made.
if (-not (Get-Command Connect-PostPress -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../out/PostPress/PostPress.psd1" -ErrorAction Stop
}

''
'1. Connect to a sandbox with 30,000 made-up people:'
'   Connect-PostPress -Sandbox -RelationCount 30000'
Connect-PostPress -Sandbox -RelationCount 30000
Get-PostPressConnection | Out-Host

'2. The ten newest relations, as a table:'
'   Get-PostPressRelation -AccountId acc_sandbox_main -First 10'
Get-PostPressRelation -AccountId acc_sandbox_main -First 10 | Out-Host

'3. All of them, counted as they stream in (100 a page here, so that there is something to watch):'
'   Get-PostPressRelation -AccountId acc_sandbox_main -PageSize 100 | ForEach-Object { $count++ }'
$count = 0
$people = [System.Collections.Generic.HashSet[string]]::new()
Get-PostPressRelation -AccountId acc_sandbox_main -PageSize 100 | ForEach-Object { $count++; $null = $people.Add($_.MemberId) }
"   $count relations, $($people.Count) different people."

''
'4. What an error looks like: an account that LinkedIn has disconnected. The next account goes on.'
'   Get-PostPressRelation -AccountId acc_error_disconnected_account, acc_sandbox_small -First 3'
Get-PostPressRelation -AccountId acc_error_disconnected_account, acc_sandbox_small -First 3 | Out-Host

if ($StayConnected) {
    'You are connected to the sandbox. Try: Export-PostPressRelation acc_sandbox_main relations.csv; Get-Help Get-PostPressRelation'
}
else {
    Disconnect-PostPress
}

'With a real account: Connect-PostPress -ApiKey (Read-Host -AsSecureString), then the same commands.'
