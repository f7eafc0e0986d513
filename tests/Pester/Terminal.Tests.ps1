# What a real terminal gets: a pseudo-terminal by script(1) of util-linux, a shell in it, and the bytes that the shell writes to it.
BeforeDiscovery {
    $hasTerminal = $PSVersionTable.PSVersion.Major -ge 7 -and $IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore) -and ("$(script --version)" -match 'util-linux')
}

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    # Dot-sourced here and in the shell in the terminal: an object of each type whose strings a terminal would obey. $Seen is the part to be seen.
    $makeObjects = {
        $Seen = 'seen'
        $Hostile = "$Seen`e[2J`e]0;owned`a$([char] 0x9b)2J$([char] 0x202e)$([char] 0x2066)$([char] 0x200b)$([char]::ConvertFromUtf32(0xe0041))`r`nforged"
        $now = [DateTimeOffset]::UtcNow
        $relation = [PostPress.UserRelation]@{
            AccountId = $Hostile; FirstName = $Hostile; LastName = $Hostile; Headline = $Hostile; PublicIdentifier = $Hostile; PublicProfileUrl = $Hostile
            CreatedAt = $now; MemberId = $Hostile; MemberUrn = $Hostile; ConnectionUrn = $Hostile; ProfilePictureUrl = $Hostile
        }
        $source = [PostPress.PostPressAccountSource]@{ Id = $Hostile; Status = $Hostile }
        function New-Connection {
            Connect-PostPress -ApiKey ([Net.NetworkCredential]::new('', 'pp_test_0123456789abcdef').SecurePassword) -BaseUri "https://$Seen.example/$([char] 0x202e)$([char]::ConvertFromUtf32(0xe0041))/v1" -PassThru
        }
        $Objects = [ordered]@{
            Relation = $relation
            Change = [PostPress.PostPressRelationChange]@{ Id = $Hostile; AccountId = $Hostile; Change = $Hostile; Relation = $relation; Previous = $relation; ChangedProperty = 'Headline', 'CreatedAt'; DetectedAt = $now }
            Account = [PostPress.PostPressAccount]@{ Id = $Hostile; Name = $Hostile; Type = $Hostile; Status = $Hostile; CreatedAt = $now; LastFetchedAt = $now; Source = $source }
            Source = $source
            Sync = [PostPress.PostPressSync]@{ Path = $Hostile; AccountId = $Hostile; Status = $Hostile; Read = $Hostile; Reason = $Hostile; LastFullRead = $now }
            Export = [PostPress.PostPressExport]@{ Path = $Hostile; AccountId = $Hostile; Status = $Hostile; UnverifiedReason = $Hostile }
            Unfinished = [PostPress.PostPressUnfinishedExport]@{ Path = $Hostile; BeganAt = $now; AccountId = $Hostile; PendingAccountId = $Hostile; NextPage = 2 }
            Usage = [PostPress.PostPressUsage]@{ AccountId = $Hostile; BaseUri = $Hostile; Block = $Hostile; BlockedUntil = $now }
            Check = [PostPress.PostPressCheck]@{ Name = $Hostile; Status = $Hostile; Detail = $Hostile; Action = $Hostile }
            Call = [PostPress.SandboxCall]@{ Time = $now; Path = $Hostile; AccountId = $Hostile; Limit = $Hostile; Cursor = $Hostile; Filter = $Hostile; Fault = $Hostile }
            Connection = New-Connection
            ApiError = [PostPress.PostPressApiException]::new('Api', 'id', $Hostile)
            FileError = [PostPress.ExportFileException]::new('InUse', $Hostile, $Hostile, 'Close it.')
        }
    }
    . $makeObjects
    # A letter of these is one that a terminal obeys, or nobody sees.
    $unsafe = '[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]'

    # The bytes that a script, run in a shell in a terminal, brought there, by the names that it gave to its parts with Show-Part.
    function Get-TerminalPart([string] $Script) {
        $path = "$TestDrive/terminal.ps1"
        Set-Content $path @"
Import-Module '$module'
`$ErrorActionPreference = 'Stop'
`$PSStyle.OutputRendering = 'Ansi'
. { $makeObjects }
function Show-Part([string] `$Part, [scriptblock] `$Output) {
    [Console]::Out.Write("<<`$Part>>")
    & `$Output | Out-Default
}
$Script
[Console]::Out.Write('<<end>>')
"@
        $command = "stty cols 160 rows 50; env -u NO_COLOR TERM=xterm $((@($engine) + $engineArguments | ForEach-Object { "'$_'" }) -join ' ') -NoProfile -File '$path'"
        $null = script -qec $command "$TestDrive/terminal" *>&1
        $pieces = [IO.File]::ReadAllText("$TestDrive/terminal") -split '<<([^>]+)>>'
        $pieces[-2] | Should -Be 'end' -Because "the script should have come to its end: $($pieces -join ' ')"
        for ($at = 1; $at -lt $pieces.Count - 2; $at += 2) {
            # Colours (there is none in the strings), the line ends, and the mode for arrow keys are PowerShell's own.
            @{ Name = $pieces[$at]; Shown = $pieces[$at + 1] -replace '\e\[[\d;]*m|\e\[\?1[hl]|\r?\n' }
        }
    }

    function Test-Part([hashtable[]] $Part) {
        $Part | Where-Object { $_.Shown -match $unsafe } | ForEach-Object { "$($_.Name): $($_.Shown -replace $unsafe, { '{' + [int] [char] $_.Value + '}' })" } | Should -BeNullOrEmpty
        $Part | Where-Object { -not $_.Shown.Contains($Seen) } | ForEach-Object Name | Should -BeNullOrEmpty
    }
}

AfterAll { Disconnect-PostPress }

Describe 'A terminal' -Skip:(-not $hasTerminal) {
    It 'would show what is unsafe, were it not cleaned' {
        $parts = Get-TerminalPart 'Show-Part raw { $Hostile }; Show-Part asked { $Objects.Relation | Format-List * }'
        $parts | ForEach-Object { $_.Shown | Should -Match "\e\[2J\e]0;owned\a.2J" }
    }

    It 'gets nothing that it obeys from any two types in one output, in either order' {
        $parts = Get-TerminalPart 'foreach ($first in $Objects.Keys) { foreach ($second in $Objects.Keys) { Show-Part "$first, $second" { $Objects[$first]; $Objects[$second] } } }'
        $parts.Count | Should -Be ($Objects.Count * $Objects.Count)
        Test-Part $parts
    }

    It 'gets nothing that it obeys behind other output' {
        Test-Part (Get-TerminalPart @'
            $before = @{ String = 'a'; File = Get-Item $PSHOME; Process = Get-Process -Id $PID; Table = @{ a = 1 }; Custom = [pscustomobject]@{ a = 1; b = 2; c = 3; d = 4; e = 5 }; Sandbox = Start-PostPressSandbox }
            foreach ($first in $before.Keys) { foreach ($second in $Objects.Keys) { Show-Part "$first, $second" { $before[$first]; $Objects[$second] } } }
'@)
    }

    It 'gets nothing that it obeys by any format, or inside of another object' {
        Test-Part (Get-TerminalPart @'
            foreach ($name in $Objects.Keys) {
                Show-Part "$name by table" { $Objects[$name] | Format-Table }
                Show-Part "$name by list" { $Objects[$name] | Format-List }
                Show-Part "$name wide" { $Objects[$name] | Format-Wide }
                Show-Part "$name custom" { $Objects[$name] | Format-Custom }
                Show-Part "$name inside" { [pscustomobject]@{ One = $Objects[$name]; Two = @($Objects[$name], $Objects[$name]) } | Format-List }
                Show-Part "$name as text" { "$($Objects[$name])" }
                Show-Part "$name by Write-Host" { Write-Host $Objects[$name] }
            }
'@)
    }

    It 'gets nothing that it obeys by messages about an account or a file that is named so' {
        Test-Part (Get-TerminalPart @'
            $null = Connect-PostPress -Sandbox
            $ErrorActionPreference = $VerbosePreference = 'Continue'
            Show-Part 'connect' { Connect-PostPress -ApiKey ([Net.NetworkCredential]::new('', 'pp_test_0123456789abcdef').SecurePassword) -BaseUri "https://$Seen.example/$([char] 0x202e)" }
            $null = Connect-PostPress -Sandbox
            $name = $Hostile -replace '\r\n'
            Show-Part 'get' { Get-PostPressRelation -AccountId $Hostile }
            Show-Part 'error' { $Error[0]; $Error[0].Exception }
            Show-Part 'error alone' { $Error[0].Exception }
            $ErrorView = 'NormalView'
            Show-Part 'account' { Get-PostPressAccount -Id $Hostile }
            Show-Part 'sync' { Sync-PostPressRelation -AccountId $Hostile -Path "$PSScriptRoot/a.csv" }
            Show-Part 'what if' { Export-PostPressRelation -AccountId $Hostile -Path "$PSScriptRoot/$name.csv" -WhatIf }
            Show-Part 'format' { Export-PostPressRelation -AccountId acc_sandbox_small -Path "$PSScriptRoot/$name" }
            Show-Part 'compare' { Compare-PostPressRelation -Reference "$PSScriptRoot/$name.csv" -Difference @() }
            Show-Part 'fault' { Test-PostPressConnection -AccountId $Hostile }
'@)
    }

    It 'gets nothing that it obeys of what was carried before the module was there' {
        Test-Part (Get-TerminalPart @'
            $Objects.Values | Export-Clixml "$PSScriptRoot/carried.xml"
            Remove-Module PostPress
            $bags = Import-Clixml "$PSScriptRoot/carried.xml"
            Import-Module $module
            for ($at = 0; $at -lt $bags.Count; $at++) {
                $bags[$at].PSObject.TypeNames[0] -like 'Deserialized.PostPress.*' ? (Show-Part "bag $at alone" { $bags[$at] }) : 'alive'
                Show-Part "bag $at behind" { Get-Item $PSHOME; $bags[$at] }
            }
'@.Replace('$module', "'$module'"))
    }
}

Describe 'What is asked for raw' {
    It 'is exact: <_>' -ForEach 'Relation', 'Account', 'Source', 'Usage', 'Check', 'Call' {
        $object = $Objects[$_]
        $names = @($object.PSObject.BaseObject.GetType().GetProperties().Name)
        $object.PSObject.Properties.Name | Should -Be $names
        ($object | Select-Object *).PSObject.Properties.Name | Should -Be $names
        $row = $object | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.PSObject.Properties.Name | Should -Be $names
        $json = $object | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $json.PSObject.Properties.Name | Should -Be $names
        $texts = @($names | Where-Object { $object.$_ -is [string] })
        $texts | Should -Not -BeNullOrEmpty
        foreach ($name in $texts) {
            $row.$name, $json.$name | Should -BeExactly @($Hostile, $Hostile)
        }

        ($object | Format-List * | Out-String).Contains($Hostile.Substring(0, 4) + "$([char] 27)[2J") | Should -BeTrue
    }

    It 'is exact behind Export-Clixml, with no property more: <_>' -ForEach 'Relation', 'Change', 'Account', 'Sync', 'Export', 'Unfinished', 'Usage', 'Check', 'Call' {
        $object = $Objects[$_]
        $object | Export-Clixml "$TestDrive/$_.xml"
        $carried = Import-Clixml "$TestDrive/$_.xml"
        $carried.PSObject.Properties.Name | Should -Be @($object.PSObject.BaseObject.GetType().GetProperties().Name)
        $carried.AccountId | Should -BeExactly $object.AccountId
        Get-Content "$TestDrive/$_.xml" -Raw | Should -Not -Match 'N="\w+ \w+'
    }
}

Describe 'The hidden properties' {
    BeforeAll { $types = ([xml] (Get-Content "$(Split-Path $module)/PostPress.Types.ps1xml" -Raw)).Types.Type }

    It 'can hide no property of a type: each has a space in its name, and is hidden' {
        foreach ($property in $types.Members.ScriptProperty) {
            $property.Name | Should -Match '\w \w'
            $property.IsHidden | Should -Be 'true'
        }
    }

    It 'are the same for what was carried, and every property of the type is carried: <_>' -ForEach @('UserRelation', 'PostPressRelationChange', 'PostPressAccount', 'PostPressAccountSource', 'PostPressSync', 'PostPressExport', 'PostPressUnfinishedExport', 'PostPressUsage', 'PostPressCheck', 'PostPressConnection', 'SandboxCall', 'PostPressApiException', 'ExportFileException') {
        $live = $types | Where-Object Name -EQ "PostPress.$_"
        $bag = $types | Where-Object Name -EQ "Deserialized.PostPress.$_"
        $bag.Members.ScriptProperty.OuterXml | Should -Be $live.Members.ScriptProperty.OuterXml
        $sets = foreach ($type in $live, $bag) {
            , $type.Members.MemberSet.Members.PropertySet
        }
        $sets[1].OuterXml | Should -Be $sets[0].OuterXml
        ($sets[0] | Where-Object Name -EQ 'PropertySerializationSet').ReferencedProperties.Name | Should -Be ([type] "PostPress.$_").GetProperties().Name
        # A property that is shown as it is is no string; errors make theirs safe themselves.
        $type = [type] "PostPress.$_"
        if (-not $type.IsSubclassOf([Exception])) {
            ($sets[0] | Where-Object Name -EQ 'DefaultDisplayPropertySet').ReferencedProperties.Name | Where-Object { $_ -notin $live.Members.ScriptProperty.Name } |
                ForEach-Object { $type.GetProperty($_).PropertyType | Should -Not -BeIn ([string], [uri]) }
        }
    }
}
