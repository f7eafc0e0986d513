<#
.SYNOPSIS
Runs the Pester tests against the built module, out/PostPress, and closes with `N passed, N failed, N skipped`.
.DESCRIPTION
`dotnet test` runs it in the pwsh of this repository. By hand it runs in any PowerShell that has Pester 5:

    ./tests/Pester/Invoke-Tests.ps1 tests/Pester/Sandbox.Tests.ps1

POSTPRESS_MODULE names the manifest of another build of the module, POSTPRESS_ENGINE the PowerShell for child processes.
#>
[CmdletBinding()]
param(
    # A test file or a folder of test files. Default: all.
    [string[]] $Path = $PSScriptRoot,

    # The Pester module to use. Default: the installed one.
    [string] $Pester = 'Pester',

    # Where to write the result of each test, as JSON.
    [string] $ResultsFile
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
# A file that fails to load and a BeforeAll that fails have no test of their own that says so.
$broken = @($result.FailedContainers) + @($result.FailedBlocks)
if ($ResultsFile) {
    $tests = @(
        foreach ($test in $result.Tests) {
            $file = Split-Path $test.ScriptBlock.File -Leaf
            @{ Name = "${file}: $($test.ExpandedPath)"; Result = $test.Result; Message = ($test.ErrorRecord | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n" }
        }

        foreach ($part in $broken) {
            @{ Name = "$part"; Result = 'Failed'; Message = $part.ErrorRecord -join "`n" }
        }
    )
    [IO.File]::WriteAllText($ResultsFile, (ConvertTo-Json $tests))
}

$failed = $result.FailedCount + $broken.Count
'{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failed, ($result.SkippedCount + $result.NotRunCount)
exit [int]($failed -gt 0 -or $result.TotalCount -eq 0)
