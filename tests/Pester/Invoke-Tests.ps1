<#
.SYNOPSIS
Runs the Pester tests against the built module, out/PostPress, and closes with `N passed, N failed, N skipped`.
#>
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
[CmdletBinding()]
param()

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
# A file that fails to load has no tests to count.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
'{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, $failed, ($result.SkippedCount + $result.NotRunCount)
exit [int]($failed -gt 0)
