BeforeDiscovery {
    # These four have no account of their own in the provider's list.
    $types = 'invalid_parameters', 'missing_parameters', 'malformed_request', 'limit_too_high' | ForEach-Object { @{ Status = 400; Type = $_ } }
    $types += Import-Csv "$PSScriptRoot/../Data/error-types.csv" -Header Status, Type | Select-Object -Skip 1 | ForEach-Object { @{ Status = [int] $_.Status; Type = $_.Type -replace '^errors/' } }
}

BeforeAll {
    . "$PSScriptRoot/PostPress.TestSetup.ps1"
    Connect-PostPress -Sandbox -MaximumRetryCount 0
    # The table in about_PostPress_Errors, by id.
    $documented = @{}
    foreach ($line in Get-Content "$root/docs/about/about_PostPress_Errors.md" -Encoding utf8) {
        $cells = $line.Trim('|').Split('|').Trim()
        if ($cells.Count -eq 5 -and $cells[1] -match '^\d+$') {
            $documented[$cells[0]] = $cells
        }
    }

    $categories = @{
        400 = 'InvalidArgument'
        401 = 'AuthenticationError'
        403 = 'PermissionDenied'
        404 = 'ObjectNotFound'
        429 = 'LimitsExceeded'
        500 = 'InvalidResult'
        501 = 'NotImplemented'
        503 = 'ResourceUnavailable'
        504 = 'OperationTimeout'
    }
}

AfterAll { Disconnect-PostPress }

Describe 'Every error type that the API documents' {
    It 'there are 39, all documented' -ForEach @{ Types = $types } {
        $Types | Should -HaveCount 39
        $documented.Keys | Sort-Object | Should -Be ($Types.Type | Sort-Object)
    }

    It '<Type>' -ForEach $types {
        $record = Get-OnlyError { Get-PostPressRelation "acc_error_$Type" }
        $record.FullyQualifiedErrorId | Should -Be "$Type,PostPress.Commands.GetPostPressRelationCommand"
        $record.CategoryInfo.Category | Should -Be $categories[$Status]
        $record.TargetObject | Should -Be "acc_error_$Type"
        $action = $record.ErrorDetails.RecommendedAction
        $action | Should -Not -BeNullOrEmpty
        $documented[$Type][1, 2, 4] | Should -Be @("$Status", $categories[$Status], $action)
        "$record".Contains($action) | Should -BeTrue
        $record.Exception.Message.Contains($action) | Should -BeTrue

        $exception = $record.Exception
        $exception.GetType().FullName | Should -Be 'PostPress.PostPressApiException'
        $exception.Status | Should -Be $Status
        $exception.Type | Should -Be "errors/$Type"
        $exception.AccountId | Should -Be "acc_error_$Type"
        $exception.RelationsWritten | Should -Be 0
        $exception.Cursor | Should -BeNullOrEmpty
        $exception.RequestId | Should -BeLike 'req_sandbox_*'
        $exception.Title | Should -Not -BeNullOrEmpty
        $exception.Detail | Should -Not -BeNullOrEmpty
    }
}
