BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    $sandbox = Connect-TestSandbox -RelationCount 2500
    $whole = Get-PostPressRelation $main
    $first = Get-PostPressRelation $small
    # The members among some relations who connected at a time or later, and before another one.
    function Select-Member($Relations, [datetimeoffset] $Since, [datetimeoffset] $Until = [datetimeoffset]::MaxValue) {
        $members = foreach ($relation in $Relations) { if ($relation.CreatedAt -ge $Since -and $relation.CreatedAt -lt $Until) { $relation.MemberId } }
        $members -join ' '
    }
    function Invoke-WithParameter([string] $Parameters) {
        & ([scriptblock]::Create("Get-PostPressRelation $main $Parameters"))
    }
    function New-Page([string[]] $Person, [string] $Cursor) {
        $items = foreach ($one in $Person) {
            $id, $day = $one -split ' '
            $time = if ($day) { ([datetimeoffset] "2026-06-${day}T12:00:00Z").ToUnixTimeMilliseconds() } else { 'null' }
            '{"member_id":"' + $id + '","created_at":' + $time + '}'
        }
        '{"items":[' + ($items -join ',') + '],"cursor":' + $(if ($Cursor) { "`"$Cursor`"" } else { 'null' }) + '}'
    }
}

AfterAll {
    Disconnect-PostPress
    Stop-PostPressSandbox
}

Describe '-Since and -Until, each call as limit@offset' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It '"<Parameters>": <Calls>' -ForEach @(
        @{ Parameters = '-Since 2026-06-29T12:00:00Z'; Calls = '1000@0' }
        @{ Parameters = '-Since 2026-06-09T12:00:00Z'; Calls = '1000@0 1000@1000' }
        @{ Parameters = '-Since 2026-06-29T12:00:00Z -PageSize 20'; Calls = '20@0 20@20 20@40' }
        @{ Parameters = '-Since 2026-06-28T00:00:00Z -Until 2026-06-29T00:00:00Z'; Calls = '1000@0' }
        @{ Parameters = '-Since 2100-01-01'; Calls = '1000@0' }
        @{ Parameters = '-Since 2026-06-29T00:00:00Z -Until 2026-06-29T00:00:00Z'; Calls = '1000@0' }
        @{ Parameters = '-Since 2000-01-01'; Calls = '1000@0 1000@1000 1000@2000 1000@0 1000@1000' }
        @{ Parameters = '-Since 2000-01-01 -Until 2026-05-10T00:00:00Z'; Calls = '1000@0 1000@1000 1000@2000 1000@0 1000@1000' }
    ) {
        $range = @{}
        [regex]::Matches($Parameters, '-(Since|Until) (\S+)').ForEach({ $range[$_.Groups[1].Value] = $_.Groups[2].Value })
        @(Invoke-WithParameter "$Parameters -WarningAction Stop" | ForEach-Object MemberId) -join ' ' | Should -Be (Select-Member $whole @range)
        Get-NewCall $sandbox | Should -Be $Calls
    }

    It 'counts those of the time for -First and -Skip, "<Parameters>": <Calls>' -ForEach @(
        @{ Parameters = '-Since 2026-06-29T12:00:00Z -First 3'; Calls = '3@0'; From = 0; Count = 3 }
        @{ Parameters = '-Since 2026-06-29T12:00:00Z -First 3 -Skip 2'; Calls = '5@0'; From = 2; Count = 3 }
        @{ Parameters = '-Since 2026-06-29T12:00:00Z -Skip 2'; Calls = '1000@0'; From = 2; Count = 46 }
        @{ Parameters = '-Since 2026-06-29T12:00:00Z -First 100'; Calls = '100@0'; From = 0; Count = 48 }
        @{ Parameters = '-Until 2026-06-29T12:00:00Z -First 3'; Calls = '1000@0'; From = 48; Count = 3 }
    ) {
        $members = (Invoke-WithParameter $Parameters).MemberId
        $members -join ' ' | Should -Be ($whole[$From..($From + $Count - 1)].MemberId -join ' ')
        Get-NewCall $sandbox | Should -Be $Calls
    }

    It 'reads each account down to the time' {
        $relations = $main, $small | Get-PostPressRelation -Since '2026-06-30T03:00:00Z' -IncludeTotalCount
        $relations.ForEach({ $_.GetType().Name }) | Group-Object -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" } | Sort-Object | Should -Be @('2 UInt64', '36 UserRelation')
        foreach ($list in @{ Id = $main; All = $whole }, @{ Id = $small; All = $first }) {
            ($relations | Where-Object AccountId -eq $list.Id).MemberId -join ' ' | Should -Be (Select-Member $list.All '2026-06-30T03:00:00Z')
        }
        Get-NewCall $sandbox | Should -Be '1000@0 1000@0'
    }

    It 'leaves -Filter to the server' {
        $relations = Get-PostPressRelation $main -Filter anna -Since '2026-06-01T00:00:00Z'
        $relations.MemberId -join ' ' | Should -Be (Select-Member (Get-PostPressRelation $main -Filter anna) '2026-06-01T00:00:00Z')
        @($relations).Count | Should -BeGreaterThan 0
        $sandbox.GetCalls()[-1].Filter | Should -Be 'anna'
    }

    It 'says with -Verbose what it cost, and calls no part of a list verified' {
        $said = Get-PostPressRelation $main -Since '2026-06-29T12:00:00Z' -PageSize 40 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | Out-String
        $said | Should -BeLike '*asking for page 2*48 relations, 2 calls*'
        $said | Should -Not -BeLike '*verif*'
    }

    It 'takes -Since from $PSDefaultParameterValues' {
        $PSDefaultParameterValues = @{ 'Get-PostPressRelation:Since' = $whole[9].CreatedAt }
        @(Get-PostPressRelation $main).Count | Should -Be 10
    }

    It 'says after a failure that the same command begins again' {
        $failing = Start-PostPressSandbox -Fault 'Error,Status=403,Type=account_restricted,Page=2'
        $connection = Connect-PostPress (ConvertTo-Key $failing.ApiKey) $failing.BaseUri -PageDelaySec 0 -PassThru
        Connect-PostPress (ConvertTo-Key $sandbox.ApiKey) $sandbox.BaseUri -PageDelaySec 0
        $failed = Get-OnlyError { Get-PostPressRelation $main -Since '2026-06-29' -PageSize 20 -Connection $connection }
        $failed.Exception.Message | Should -BeLike '*account_restricted*The same command begins again with the newest.'
        $failing | Stop-PostPressSandbox
    }
}

Describe 'A time in <Zone>' -ForEach @(@{ Zone = 'Asia/Kolkata' }, @{ Zone = 'America/New_York' }) {
    BeforeAll {
        # On Windows the zone stays the machine's; what is expected follows it.
        $zoneBefore, $cultureBefore = $env:TZ, [cultureinfo]::CurrentCulture
        $env:TZ = $Zone
        [TimeZoneInfo]::ClearCachedData()
        [cultureinfo]::CurrentCulture = 'de-DE'
        $local = [datetimeoffset]::new([datetime]::new(2026, 6, 29))
    }

    AfterAll {
        $env:TZ = $zoneBefore
        [TimeZoneInfo]::ClearCachedData()
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It 'is local where it has no offset: <Value>' -ForEach @(
        @{ Value = { '2026-06-29' } }
        @{ Value = { '29.06.2026' } }
        @{ Value = { '29.6.26' } }
        @{ Value = { '29. Juni 2026 00:00' } }
        @{ Value = { ' 2026-06-29 ' } }
        @{ Value = { '2026-06-29 00:00' } }
        @{ Value = { [datetime] '2026-06-29' } }
        @{ Value = { [datetime]::SpecifyKind([datetime] '2026-06-29', 'Local') } }
        @{ Value = { Get-Date -Year 2026 -Month 6 -Day 29 -Hour 0 -Minute 0 -Second 0 -Millisecond 0 } }
    ) {
        (Get-PostPressRelation $main -Since (& $Value)).MemberId -join ' ' | Should -Be (Select-Member $whole $local)
        (Get-PostPressRelation $main -Since 2026-06-01 -Until (& $Value)).MemberId -join ' ' | Should -Be (Select-Member $whole '2026-06-01' $local)
    }

    It 'keeps its offset: <Value>' -ForEach @(
        @{ Value = { '2026-06-29T05:00:00Z' } }
        @{ Value = { '2026-06-29T08:00:00+03:00' } }
        @{ Value = { [datetimeoffset] '2026-06-29T01:00:00-04:00' } }
        @{ Value = { [datetime]::SpecifyKind([datetime] '2026-06-29T05:00:00', 'Utc') } }
        @{ Value = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([datetimeoffset] '2026-06-29T05:00:00Z')) } }
    ) {
        (Get-PostPressRelation $main -Since (& $Value)).MemberId -join ' ' | Should -Be (Select-Member $whole '2026-06-29T05:00:00Z')
    }

    It 'can be the first and the last that there is' {
        @(Get-PostPressRelation $main -Since ([datetime]::MinValue) -Until ([datetime]::MaxValue)).Count | Should -Be 2500
        @(Get-PostPressRelation $main -Since ([datetimeoffset]::MinValue) -Until ([datetimeoffset]::MaxValue)).Count | Should -Be 2500
    }
}

Describe 'A text that is no ISO form' {
    BeforeAll {
        $cultureBefore = [cultureinfo]::CurrentCulture
        function Get-Until([string] $Culture, $Value) {
            [cultureinfo]::CurrentCulture = $Culture
            try { (Get-PostPressRelation $main -Until $Value).MemberId -join ' ' } finally { [cultureinfo]::CurrentCulture = $cultureBefore }
        }
        function Get-Expected([string] $Day) { Select-Member $whole ([datetimeoffset]::MinValue) ([datetimeoffset] [datetime] $Day) }
    }

    It 'is of the culture of the session: <Text> under <Culture> is <Day>' -ForEach @(
        @{ Culture = 'en-US'; Text = '06/05/2026'; Day = '2026-06-05' }
        @{ Culture = 'en-GB'; Text = '06/05/2026'; Day = '2026-05-06' }
        @{ Culture = 'de-DE'; Text = '06.05.2026'; Day = '2026-05-06' }
        @{ Culture = 'de-DE'; Text = '2026-06-05'; Day = '2026-06-05' }
        @{ Culture = 'ja-JP'; Text = '2026/06/05'; Day = '2026-06-05' }
        @{ Culture = 'th-TH'; Text = '5/6/2569'; Day = '2026-06-05' }
        @{ Culture = 'th-TH'; Text = '2026-06-05'; Day = '2026-06-05' }
        @{ Culture = 'ar-SA'; Text = '2026-06-05T00:00:00'; Day = '2026-06-05' }
        @{ Culture = 'fa-IR'; Text = '2026-06-05'; Day = '2026-06-05' }
    ) {
        Get-Until $Culture $Text | Should -Be (Get-Expected $Day)
    }

    It 'is never of another culture' {
        [cultureinfo]::CurrentCulture = 'de-DE'
        try {
            { Get-PostPressRelation $main -Since '06/29/2026' } |
                Should -Throw -ErrorId 'NotATime,*' -ExpectedMessage "-Since can't be used: '06/29/2026' is not a time in ISO form or in the culture de-DE. Give a time such as *"
        }
        finally { [cultureinfo]::CurrentCulture = $cultureBefore }
    }
}

Describe 'A time span' {
    It 'is that long ago' {
        $span = [datetimeoffset]::UtcNow - [datetimeoffset] '2026-06-29T12:00:00Z'
        if ($span -lt [timespan]::Zero) { Set-ItResult -Skipped -Because 'the people of the sandbox connect later' }
        @(Get-PostPressRelation $main -Since $span).Count | Should -Be @($whole | Where-Object CreatedAt -ge ([datetimeoffset] '2026-06-29T12:00:00Z')).Count
        @(Get-PostPressRelation $main -Until $span).Count | Should -Be @($whole | Where-Object CreatedAt -lt ([datetimeoffset] '2026-06-29T12:00:00Z')).Count
        Get-PostPressRelation $main -Since ([timespan]::Zero) | Should -BeNullOrEmpty
    }

    It 'can be as long as there is, and goes with a range' {
        @(Get-PostPressRelation $main -Since ([timespan]::MaxValue)).Count | Should -Be 2500
        { Get-PostPressRelation $main -Since (New-TimeSpan -Days 1) -Until (New-TimeSpan -Days 7) } | Should -Throw -ErrorId 'SinceAfterUntil,*'
    }
}

Describe 'What can not be is refused before any call' {
    BeforeEach { $null = Get-NewCall $sandbox }

    It 'a time like <Name><Value>' -ForEach @(@{ Name = 'nothing'; Value = $null }, @{ Name = 'an empty text'; Value = '' }, @{ Value = 'yesterday' }, @{ Value = 6.29 }, @{ Value = 20260629 }, @{ Value = $true }, @{ Value = @('2026-06-29', '2026-06-30') }, @{ Value = '10:30' }, @{ Value = '10:30:00' }, @{ Value = '6/29' }, @{ Value = 'May 5' }, @{ Value = '2026-13-01' }, @{ Value = [timespan] '-7.00:00:00' }, @{ Value = @{ Day = 1 } }) {
        foreach ($name in 'Since', 'Until') {
            $parameters = @{ $name = $Value }
            { Get-PostPressRelation $main @parameters } | Should -Throw -ErrorId 'NotATime,*' -ExpectedMessage "-$name can't be used: *. Give a time such as '2026-06-29', *"
        }
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It 'a number, with what to give instead' {
        { Get-PostPressRelation $main -Since 6.29 } | Should -Throw '-Since can''t be used: 6.29 is not a time. Give a time such as *'
    }

    It '-Since later than -Until' {
        { Get-PostPressRelation $main -Since '2026-06-02T00:00:00Z' -Until '2026-06-01T23:00:00+01:00' } |
            Should -Throw '-Since (2026-06-02 00:00:00 +00:00) is later than -Until (2026-06-01 23:00:00 +01:00), so nobody could be between them. Give the earlier time to -Since.*' -ErrorId 'SinceAfterUntil,*'
        Get-NewCall $sandbox | Should -BeNullOrEmpty
    }

    It '-Since with -Cursor; -Until goes with it' {
        { Get-PostPressRelation $main -Since 2026-06-01 -Cursor eyJ2IjoxMDB9 } | Should -Throw -ErrorId 'SinceWithCursor,*'
        Get-NewCall $sandbox | Should -BeNullOrEmpty
        @(Get-PostPressRelation $main -Until '2026-06-20T00:00:00Z' -Cursor eyJ2IjoxMDB9 -First 1).MemberId | Should -Be @($whole | Where-Object CreatedAt -lt ([datetimeoffset] '2026-06-20T00:00:00Z'))[0].MemberId
    }
}

Describe 'A list that is not newest first' {
    AfterEach { Stop-TestServer $server }

    It 'is read to its end and verified, with one warning for its account' {
        $disordered = @{ Body = New-Page 'a 29', 'b 12', 'c 28' 'next' }, @{ Body = New-Page 'd 11', 'e 27', 'f 26' }
        $server = Connect-TestServer ($disordered + $disordered + @{ Body = New-Page 'g 29', 'h 20' 'next' })
        $relations = 'acc_1', 'acc_2' | Get-PostPressRelation -ThrottleLimit 1 -Since 2026-06-25 -WarningVariable warnings -WarningAction SilentlyContinue
        $relations.MemberId -join '' | Should -Be 'acefg'
        $server.Requests.Count | Should -Be 5
        @($warnings).Count | Should -Be 1
        $warnings[0] | Should -BeExactly ('acc_1: the list is not newest first, because a relation is newer than the one before it. So -Since can''t end the reading early: ' +
            'it goes to the end of the list. A relation without CreatedAt is left out.')
    }

    It 'is such where somebody has no date' {
        $server = Connect-TestServer @{ Body = New-Page 'a 29', 'b' 'next' }, @{ Body = New-Page 'c 28', 'd 11' }, @{ Body = New-Page 'a 29', 'b' 'next' }, @{ Body = New-Page 'c 28', 'd 11' }
        $relations = Get-PostPressRelation acc_1 -Since 2026-06-25 -WarningVariable warnings -WarningAction SilentlyContinue
        $relations.MemberId -join '' | Should -Be 'ac'
        @($warnings) | Should -BeLike '*because a relation has no CreatedAt.*'
    }
}
