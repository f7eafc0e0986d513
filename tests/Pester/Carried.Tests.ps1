BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Start-PostPressSandbox -RelationCount 40
    Connect-PostPress -BaseUri $sandbox.BaseUri -ApiKey (ConvertTo-Key $sandbox.ApiKey) -PageDelaySec 0
    $relations = Get-PostPressRelation $main
}

AfterAll {
    Disconnect-PostPress
    $sandbox | Stop-PostPressSandbox
}

Describe 'A relation that was carried by <Name>' -ForEach @(
    @{ Name = 'Export-Clixml'; Carry = { $relations | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" } }
    @{ Name = 'the serializer of remoting'; Carry = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($relations)) } }
    @{ Name = 'a job that read it'; Carry = {
            Start-Job {
                Import-Module $using:module
                Get-PostPressRelation $using:main -Connection (Connect-PostPress -BaseUri ([string] $using:sandbox.BaseUri) -ApiKey (ConvertTo-SecureString $using:sandbox.ApiKey -AsPlainText -Force) -PageDelaySec 0 -PassThru)
            } | Receive-Job -Wait -AutoRemoveJob
        }
    }
    @{ Name = 'a job that it was given to'; Carry = {
            $relations | Start-Job { Import-Module $using:module; $input } | Receive-Job -Wait -AutoRemoveJob
        }
    }
) {
    BeforeAll { $carried = @(& $Carry) }

    It 'is a relation' {
        $carried.Count | Should -Be 40
        $carried[0] | Should -BeOfType ([PostPress.UserRelation])
        $carried.MemberId -join ' ' | Should -Be ($relations.MemberId -join ' ')
    }

    It 'has the same time, which sorts and compares' {
        $carried[0].CreatedAt | Should -BeOfType ([DateTimeOffset])
        $carried.CreatedAt.UtcTicks | Should -Be $relations.CreatedAt.UtcTicks
        @($carried | Where-Object CreatedAt -lt (Get-Date).AddYears(100)).Count | Should -Be 40
        @($carried | Where-Object CreatedAt -gt $relations[9].CreatedAt).Count | Should -Be 9
        ($carried | Sort-Object CreatedAt)[0].MemberId | Should -Be $relations[-1].MemberId
    }

    It 'is shown with its day' {
        $day = $relations[0].CreatedAt.LocalDateTime.ToString('yyyy-MM-dd')
        $carried[0] | Format-Table | Out-String | Should -Match $day
        $carried[0] | Format-List | Out-String | Should -Match $day
    }

    It 'has the same CSV and JSON' {
        # What Receive-Job adds is of the job.
        $properties = $relations[0].PSObject.Properties.Name
        $added = 'PSComputerName', 'RunspaceId', 'PSShowComputerName', 'PSSourceJobInstanceId'
        @($carried[0].PSObject.Properties.Name | Where-Object { $_ -notin $added }) -join ' ' | Should -Be ($properties -join ' ')
        ($carried | Select-Object $properties | ConvertTo-Csv) -join "`n" | Should -Be (($relations | Select-Object $properties | ConvertTo-Csv) -join "`n")
        $carried | Select-Object $properties | ConvertTo-Json | Should -Be ($relations | Select-Object $properties | ConvertTo-Json)
    }
}

Describe 'What else is carried' {
    BeforeAll { function Copy-Carried($Value) { $Value | Export-Clixml "$TestDrive/x.xml"; Import-Clixml "$TestDrive/x.xml" } }

    It 'keeps what a user has added to a relation' {
        $carried = Copy-Carried ($relations[0] | Add-Member Seen 'today' -PassThru)
        $carried | Should -BeOfType ([PostPress.UserRelation])
        $carried.Seen | Should -Be 'today'
    }

    It 'leaves a time empty that is empty' {
        $carried = Copy-Carried ([PostPress.UserRelation]@{ FirstName = 'Ada' })
        $carried.FirstName, $carried.CreatedAt | Should -Be @('Ada', $null)
        $carried | Format-Table | Out-String | Should -Match 'Ada'
    }

    It 'has the time of a call of the sandbox' {
        $call = $sandbox.GetCalls()[0]
        $carried = Copy-Carried $call
        $carried.Time | Should -BeOfType ([DateTimeOffset])
        $carried.Time | Should -Be $call.Time
        $carried | Format-Table | Out-String | Should -Be ($call | Format-Table | Out-String)
    }

    It 'has the time in every type of the module that has one' {
        function Test-Time($Property) { $Property.PropertyType -in [DateTimeOffset], [Nullable[DateTimeOffset]] }
        $time = [DateTimeOffset]::new(2026, 3, 29, 2, 30, 15, 123, [TimeSpan]::FromHours(2)).AddTicks(4567)
        $types = @([PostPress.UserRelation].Assembly.GetExportedTypes() | Where-Object { $_.Name -ne 'PostPressSandbox' -and @($_.GetProperties() | Where-Object { Test-Time $_ }).Count -gt 0 })
        # A sandbox runs in its process, and is carried nowhere.
        $types.Name | Should -Contain 'PostPressUnfinishedExport'
        foreach ($type in $types) {
            $given = [Activator]::CreateInstance($type)
            $names = foreach ($property in $type.GetProperties() | Where-Object { Test-Time $_ }) { $property.SetValue($given, $time); $property.Name }
            $remoted = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($given))
            foreach ($carried in (Copy-Carried $given), $remoted) {
                $carried.PSObject.BaseObject.GetType() | Should -Be $type
                foreach ($name in $names) {
                    $carried.$name | Should -BeOfType ([DateTimeOffset]) -Because "$type.$name"
                    $carried.$name.EqualsExact($time) | Should -BeTrue -Because "$type.$name is $($carried.$name.ToString('o'))"
                }
            }
        }
    }

    It 'is an unfinished export again, from a job too' {
        Export-PostPressRelation $main, acc_error_account_restricted "$TestDrive/open.csv" -ErrorAction SilentlyContinue
        $export = Get-PostPressExport "$TestDrive/open.csv"
        $job = Start-Job { Import-Module $using:module; Get-PostPressExport "$using:TestDrive/open.csv" } | Receive-Job -Wait -AutoRemoveJob
        foreach ($carried in (Copy-Carried $export), $job) {
            $carried | Should -BeOfType ([PostPress.PostPressUnfinishedExport])
            $carried.BeganAt | Should -Be $export.BeganAt
            $carried.BeganAt -lt (Get-Date).AddMinutes(1) | Should -BeTrue
            $carried.AccountId -join ' ' | Should -Be "$main acc_error_account_restricted"
            $carried.PendingAccountId -join ' ' | Should -Be 'acc_error_account_restricted'
            $carried.Rows, $carried.NextPage | Should -Be @(40, 1)
        }
    }

    It 'shows an export, a sandbox and a connection as before, without the key' {
        $export = Export-PostPressRelation $main "$TestDrive/r.csv" -PassThru
        Copy-Carried $export | Format-List | Out-String | Should -Be ($export | Format-List | Out-String)
        # A clock that stands still, or the second may end in between.
        $sandbox.Now = $sandbox.Now
        Copy-Carried $sandbox | Format-List | Out-String | Should -Be ($sandbox | Format-List | Out-String)
        $connection = Get-PostPressConnection
        Copy-Carried $connection | Format-List | Out-String | Should -Be ($connection | Format-List | Out-String)
        Get-Content "$TestDrive/x.xml" -Raw | Should -Not -Match $sandbox.ApiKey
    }

    It 'is shown with its day where it came before the module' {
        $relations | Export-Clixml "$TestDrive/early.xml"
        $shown = Invoke-Engine -Command "`$early = Import-Clixml '$TestDrive/early.xml'; Import-Module '$module'; `$early[0] | Format-Table; `$early[0].CreatedAt.LocalDateTime -lt (Get-Date).AddYears(100)"
        $shown | Should -Match $relations[0].CreatedAt.LocalDateTime.ToString('yyyy-MM-dd')
        $shown | Should -Match 'True'
    }

    It 'is the object itself in a parallel block' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $relations | ForEach-Object -Parallel { $_.CreatedAt } | ForEach-Object { $_ | Should -BeOfType ([DateTimeOffset]) }
    }
}
