BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $samples = Join-Path $root 'samples'
    $sandbox = Start-PostPressSandbox -RelationCount 120
    $env:POSTPRESS_API_KEY = $sandbox.ApiKey
    $env:POSTPRESS_BASE_URI = $sandbox.BaseUri

    # A webhook that answers with these statuses, the last one for ever, and keeps what was posted.
    function Start-Hook([int[]] $Status) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $address = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
        $probe.Stop()
        $hook = [pscustomobject]@{
            Address = $address
            Listener = [Net.HttpListener]::new()
            Posts = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
            PowerShell = [powershell]::Create()
        }
        $hook.Listener.Prefixes.Add($address)
        $hook.Listener.Start()
        $null = $hook.PowerShell.AddScript({
            param($hook, $status)
            # Its listener is stopped: so is the hook.
            while ($context = try { $hook.Listener.GetContext() } catch { $null }) {
                $reader = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8)
                $context.Response.StatusCode = $status[[Math]::Min($hook.Posts.Count, $status.Count - 1)]
                $null = $hook.Posts.Add([pscustomobject]@{ Key = $context.Request.Headers['Idempotency-Key']; Body = $reader.ReadToEnd() })
                $context.Response.Close()
            }
        }).AddArgument($hook).AddArgument($Status).BeginInvoke()
        $hook
    }

    function Stop-Hook($Hook) {
        $Hook.Listener.Close()
        $Hook.PowerShell.Stop()
        $Hook.PowerShell.Dispose()
    }
}

AfterAll {
    $env:POSTPRESS_API_KEY = $env:POSTPRESS_BASE_URI = $null
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe 'Samples' {
    It 'quickstart' {
        # In a shell of its own: it shows tables on the host, and an error that must not end it.
        $shown = Invoke-Engine -Command "Import-Module '$module'; & '$samples/quickstart.ps1'"
        $LASTEXITCODE | Should -Be 0
        $shown | Should -Match 'Name\s+Headline\s+Connected\s+Profile'
        $shown | Should -Match '30000 relations, 30000 different people'
        $shown | Should -Match 'acc_error_disconnected_account'
        ($shown -replace '[\s|]+', ' ') | Should -Match 'no longer connected to LinkedIn'
    }

    It 'nightly-export: as a task starts it, with two accounts, from an installed module' {
        $installed = New-Item "$TestDrive/modules/PostPress" -ItemType Directory
        Copy-Item "$(Split-Path $module)/*" $installed -Recurse
        $modulePath = $env:PSModulePath
        $env:PSModulePath = "$TestDrive/modules" + [IO.Path]::PathSeparator + $modulePath
        try {
            $log = & $engine @engineArguments -NoProfile -NonInteractive -File "$samples/nightly-export.ps1" -AccountId "$main,$small" -Folder $TestDrive
            $LASTEXITCODE | Should -Be 0
        }
        finally {
            $env:PSModulePath = $modulePath
        }

        $log -join ' ' | Should -Match "${main}: Complete, 120 relations;"
        $log -join ' ' | Should -Match "${small}: Complete, 25 relations;"
    }

    It 'several-accounts' {
        $main, $small | ForEach-Object { [pscustomobject]@{ AccountId = $_ } } | Export-Csv "$TestDrive/accounts.csv"
        $exports = & "$samples/several-accounts.ps1" -AccountsFile "$TestDrive/accounts.csv" -Path "$TestDrive/all.csv"
        $LASTEXITCODE | Should -Be 0
        ($exports.AccountId -join ' '), ($exports.Rows -join ' ') | Should -Be @("$main $small", '120 25')
    }

    It 'several-accounts: exit code 1 when one fails, and the others are read' {
        'AccountId', 'acc_error_expired_link', $small | Set-Content "$TestDrive/failing.csv"
        $exports = & "$samples/several-accounts.ps1" -AccountsFile "$TestDrive/failing.csv" -Path "$TestDrive/failing-all.csv" 2> $null
        $LASTEXITCODE | Should -Be 1
        $exports.Status | Should -Be @('expired_link', 'Waiting')
        "$TestDrive/failing-all.csv" | Should -Not -Exist
    }

    It 'several-accounts: exit code 1 where each has a file and one can not be written' {
        'AccountId', $main, $small | Set-Content "$TestDrive/two.csv"
        $null = New-Item "$TestDrive/each/$main.csv" -ItemType Directory
        $exports = & "$samples/several-accounts.ps1" -AccountsFile "$TestDrive/two.csv" -Path "$TestDrive/each" 2> $null
        $LASTEXITCODE | Should -Be 1
        $exports.Status | Should -Be @('ExportIsDirectory', 'Complete')
    }

    It 'several-accounts: exit code 1 where the file has no accounts' {
        Set-Content "$TestDrive/none.csv" 'AccountId'
        & "$samples/several-accounts.ps1" -AccountsFile "$TestDrive/none.csv" -Path "$TestDrive/none-all.csv" | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 1
    }

    It 'who-is-new' {
        & "$samples/who-is-new.ps1" -AccountId $main -Folder (New-Item "$TestDrive/new" -ItemType Directory) | Should -BeNullOrEmpty
        $changing = Start-PostPressSandbox -RelationCount 120 -Fault 'Live,AddPerDay=4,RemovePerDay=2' -Now ([datetimeoffset] '2026-07-01T02:00:00Z')
        Connect-PostPress (ConvertTo-Key $changing.ApiKey) $changing.BaseUri -PageDelaySec 0
        try {
            & "$samples/who-is-new.ps1" -AccountId $main -Folder "$TestDrive/new" -WarningAction SilentlyContinue | Out-Null
            $changing.Now = $changing.Now.AddDays(3)
            $changes = @(& "$samples/who-is-new.ps1" -AccountId $main -Folder "$TestDrive/new" -Full)
            $changes.Change | Should -Contain 'Added'
            $changes.Change | Should -Contain 'Removed'
            $changes[0].Profile | Should -Be (Get-PostPressRelation $main -First 1).PublicProfileUrl
        }
        finally {
            Disconnect-PostPress
            $changing | Stop-PostPressSandbox
        }
    }

    It 'changes-to-webhook: posts each change with its id, and one that failed again' {
        $changing = Start-PostPressSandbox -RelationCount 120 -Fault 'Live,AddPerDay=6' -Now ([datetimeoffset] '2026-07-01T02:00:00Z')
        Connect-PostPress (ConvertTo-Key $changing.ApiKey) $changing.BaseUri -PageDelaySec 0
        $hook = Start-Hook 204, 500, 204
        try {
            $run = @{ AccountId = $main; Path = "$TestDrive/hook.csv"; WebhookUri = $hook.Address }
            & "$samples/changes-to-webhook.ps1" @run
            $hook.Posts.Count | Should -Be 0
            $changing.Now = $changing.Now.AddDays(2)
            { & "$samples/changes-to-webhook.ps1" @run } | Should -Throw
            $hook.Posts.Count | Should -Be 2
            & "$samples/changes-to-webhook.ps1" @run
            $count = $hook.Posts.Count
            $count | Should -BeGreaterThan 3
            # The one that was taken and the one that was not come again, with their ids.
            $hook.Posts[2, 3].Key | Should -Be $hook.Posts[0, 1].Key
            foreach ($post in $hook.Posts) {
                $change = ConvertFrom-Json $post.Body
                $change.Id, $change.AccountId | Should -Be @($post.Key, $main)
            }

            & "$samples/changes-to-webhook.ps1" @run
            $hook.Posts.Count | Should -Be $count
        }
        finally {
            Stop-Hook $hook
            Disconnect-PostPress
            $changing | Stop-PostPressSandbox
        }
    }

    It 'who-is-new in a folder whose name looks like a pattern' {
        $folder = [IO.Directory]::CreateDirectory("$TestDrive/[b] x").FullName
        & "$samples/who-is-new.ps1" -AccountId $main -Folder $folder | Should -BeNullOrEmpty
        & "$samples/who-is-new.ps1" -AccountId $main -Folder $folder | Should -BeNullOrEmpty
        [IO.Directory]::GetFiles($folder).Count | Should -Be 2
    }

    It 'rehearse-faults: exit code 0 when it is complete, 1 when it is not, also in a folder whose name looks like a pattern' {
        $folder = [IO.Directory]::CreateDirectory("$TestDrive/[r] x").FullName
        $result = & "$samples/rehearse-faults.ps1" -RelationCount 1500 -Path "$folder/rehearsal.csv" -WarningAction SilentlyContinue
        $result.Status, $result.Rows, $LASTEXITCODE | Should -Be @('Complete', 1500, 0)
        $result = & "$samples/rehearse-faults.ps1" -Path "$folder/other.csv" -AccountId acc_error_account_restricted 2> $null
        $result.Status, $LASTEXITCODE | Should -Be @('account_restricted', 1)
    }

    It 'key-from-environment' {
        & "$samples/key-from-environment.ps1" -AccountId $small | Should -Be '25 relations.'
    }

    It 'key-from-secretmanagement' {
        function Get-Secret([string] $Name) { ConvertTo-Key "pp_live_secret_of_$($Name)_9x2f" }
        (& "$samples/key-from-secretmanagement.ps1").MaskedKey | Should -Be "pp_live_${ellipsis}9x2f"
        Disconnect-PostPress
    }

    It 'key-from-azure-automation' {
        function Get-AutomationPSCredential([string] $Name) { [pscredential]::new($Name, (ConvertTo-Key $sandbox.ApiKey)) }
        (& "$samples/key-from-azure-automation.ps1" -AccountId $small -Folder $TestDrive).Rows | Should -Be 25
    }

    It 'serve-sandbox' {
        $arguments = $engineArguments + '-NoProfile', '-Command', "Import-Module '$module'; & '$samples/serve-sandbox.ps1' -Port 0 -RelationCount 7"
        $server = Start-Process $engine $arguments -RedirectStandardOutput "$TestDrive/served.txt" -PassThru
        try {
            for ($tries = 0; $tries -lt 300 -and -not (Select-String 'Stop with' "$TestDrive/served.txt" -ErrorAction Ignore); $tries++) {
                Start-Sleep -Milliseconds 100
            }

            $address = (Select-String '^Address:\s+(\S+)' "$TestDrive/served.txt").Matches[0].Groups[1].Value
            (Invoke-RestMethod "$address/users/relations?account_id=$main" -Headers @{ 'X-API-KEY' = $sandbox.ApiKey }).items.Count | Should -Be 7
        }
        finally {
            # An engine may be a launcher: its children end with it.
            if ($isDesktop) { $server.Kill() } else { $server.Kill($true) }
            $server.WaitForExit()
        }

        Test-Port ([uri] $address).Port | Should -BeFalse
    }
}

Describe 'Samples of a list that is never verified' {
    BeforeAll {
        $good = $env:POSTPRESS_BASE_URI
        # A connection comes before the environment.
        Disconnect-PostPress
        # Someone leaves before each page, so no two readings agree.
        $restless = Start-PostPressSandbox -RelationCount 2500 -Fault 'Remove,Count=5'
        $env:POSTPRESS_BASE_URI = $restless.BaseUri
        $PSDefaultParameterValues['*-PostPressRelation:PageDelaySec'] = 0
    }

    AfterAll {
        $env:POSTPRESS_BASE_URI = $good
        $PSDefaultParameterValues.Remove('*-PostPressRelation:PageDelaySec')
    }

    It 'who-is-new takes nobody for gone' {
        $folder = [IO.Directory]::CreateDirectory("$TestDrive/restless").FullName
        1..2 | ForEach-Object { & "$samples/who-is-new.ps1" -AccountId $main -Folder $folder -Full -WarningAction SilentlyContinue } | Where-Object Change -EQ Removed | Should -BeNullOrEmpty
    }

    It 'several-accounts: exit code 1' {
        'AccountId', $main | Set-Content "$TestDrive/restless.csv"
        (& "$samples/several-accounts.ps1" -AccountsFile "$TestDrive/restless.csv" -Path "$TestDrive/restless-all.csv" -WarningAction SilentlyContinue).Status | Should -Be 'Unverified'
        $LASTEXITCODE | Should -Be 1
    }

    It 'key-from-azure-automation throws before the upload' {
        function Get-AutomationPSCredential([string] $Name) { [pscredential]::new($Name, (ConvertTo-Key $restless.ApiKey)) }
        try { { & "$samples/key-from-azure-automation.ps1" -AccountId $main -Folder $TestDrive -WarningAction SilentlyContinue } | Should -Throw '*not uploaded*' } finally { Disconnect-PostPress }
    }
}

Describe 'A sample says so where the module is not installed' {
    BeforeAll {
        # All in one shell, which has not imported it.
        $files = (Select-String '^#Requires -Modules PostPress' "$samples/*.ps1").Path
        $shown = Invoke-Engine -Command "foreach (`$file in '$($files -join "', '")') { try { & `$file } catch { `"[`$file] `$_`" } }"
        $shown = $shown -replace '\s+', ' '
    }

    It '<_>' -ForEach 'key-from-azure-automation', 'key-from-environment', 'key-from-secretmanagement', 'nightly-export', 'rehearse-faults', 'several-accounts', 'who-is-new', 'changes-to-webhook' {
        if (Get-Module PostPress -ListAvailable) {
            Set-ItResult -Skipped -Because 'it is installed here'
        }

        $shown | Should -Match "[\\/]$_\.ps1\][^[]+#requires[^[]+PostPress"
    }
}

Describe 'A sample ends at the first failure' {
    # In a runspace of its own: here Stop is set, and a try around it would end it too.
    It '<Sample> <Arguments>' -ForEach @(
        @{ Sample = 'key-from-environment'; Arguments = '-AccountId acc_1'; Key = "a`nb"; Says = 'control character' }
        @{ Sample = 'key-from-azure-automation'; Arguments = '-AccountId acc_sandbox_small -Folder .'; Says = 'empty or blank' }
        @{ Sample = 'key-from-secretmanagement'; Arguments = ''; Says = 'no such secret' }
        @{ Sample = 'rehearse-faults'; Arguments = '-Path ./nowhere/x.csv'; Says = 'folder does not exist' }
        @{ Sample = 'who-is-new'; Arguments = '-AccountId acc_sandbox_small -Folder ./nowhere'; Says = 'folder does not exist' }
        @{ Sample = 'changes-to-webhook'; Arguments = '-AccountId acc_sandbox_small -Path ./nowhere/r.csv -WebhookUri http://127.0.0.1:1'; Says = 'folder does not exist' }
        @{ Sample = 'serve-sandbox'; Arguments = '-Port 0 -RelationCount -1'; Says = 'RelationCount' }
        @{ Sample = 'serve-sandbox'; Arguments = '-Port 0 -Fault Explode'; Says = 'not a kind of fault' }
    ) {
        $asset = "function Get-AutomationPSCredential { [pscredential]::new('PostPress', (ConvertTo-SecureString ' ' -AsPlainText -Force)) }"
        $vault = "function Get-Secret { [CmdletBinding()] param(`$Name) Write-Error 'no such secret' }"
        $good = $env:POSTPRESS_API_KEY
        $env:POSTPRESS_API_KEY = if ($Key) { $Key } else { $good }
        $runspace = [powershell]::Create()
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $null = $runspace.AddScript("Import-Module '$module'; $asset; $vault; Set-Location '$TestDrive'; & '$samples/$Sample.ps1' $Arguments; 'went on'")
            { $runspace.Invoke([object[]] @(), $output) } | Should -Throw -ExpectedMessage "*$Says*"
            $output | Should -Not -Contain 'went on'
        }
        finally {
            $env:POSTPRESS_API_KEY = $good
            $runspace.Dispose()
        }
    }
}
