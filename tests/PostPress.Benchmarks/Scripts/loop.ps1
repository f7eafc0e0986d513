param([string] $Address, [string] $Account, [string] $Folder)

# What people write today.
$count = 0
$cursor = $null
do {
    $uri = "$Address/users/relations?account_id=$Account&limit=1000"
    if ($cursor) { $uri += "&cursor=$cursor" }
    $page = Invoke-RestMethod -Uri $uri -Headers @{ 'X-API-KEY' = $env:POSTPRESS_API_KEY }
    $page.items | ForEach-Object { $count++ }
    $cursor = $page.cursor
} while ($cursor)
$count
