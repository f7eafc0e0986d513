namespace PostPress.PowerShell.Tests;

public sealed class AccountTests
{
    [Fact]
    public void Several_accounts_are_read_one_after_the_other()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 30");
        Assert.Equal(
            ["acc_sandbox_small:2", "acc_sandbox_main:2"],
            Counts(runspace, "Get-PostPressRelation -AccountId acc_sandbox_small, acc_sandbox_main -First 2"));
    }

    [Theory]
    [InlineData("'acc_sandbox_small', 'acc_sandbox_main'")]
    [InlineData("[pscustomobject]@{ AccountId = 'acc_sandbox_small' }, [pscustomobject]@{ AccountId = 'acc_sandbox_main' }")]
    [InlineData("[pscustomobject]@{ AccountId = 'acc_sandbox_small', 'acc_sandbox_main' }")]
    public void Accounts_come_from_the_pipeline_by_value_and_by_property_name(string accounts)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 30");
        Assert.Equal(["acc_sandbox_small:25", "acc_sandbox_main:30"], Counts(runspace, $"{accounts} | Get-PostPressRelation"));
    }

    [Fact]
    public void The_accounts_of_a_connection_can_be_piped()
    {
        using var runspace = new ModuleRunspace();
        runspace.Get("Connect-PostPress -Sandbox -RelationCount 30");
        Assert.Equal(["acc_sandbox_main:30", "acc_sandbox_small:25"], Counts(runspace, "Get-PostPressConnection | Get-PostPressRelation"));
    }

    [Fact]
    public void A_column_Filter_changes_nothing()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        runspace.Get("""
            [pscustomobject]@{ AccountId = 'acc_1'; Filter = 'Ada' }, [pscustomobject]@{ AccountId = 'acc_2'; Filter = 'Jordan' } |
                Get-PostPressRelation
            """);
        Assert.Equal(["acc_1 ", "acc_2 "], server.Requests.Select(request => $"{request.Query("account_id")} {request.Query("filter")}"));
    }

    [Theory]
    [InlineData("Get-PostPressRelation -AccountId '  ', acc_sandbox_small")]
    [InlineData("' ', 'acc_sandbox_small' | Get-PostPressRelation")]
    public void A_blank_id_is_an_error_of_its_own_and_the_next_account_goes_on(string script)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run(script);

        Assert.StartsWith("AccountIdBlank,", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(25, result.Output.Count);
        Assert.Single(runspace.Calls());
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("@()")]
    public void An_id_that_is_missing_is_refused_before_any_call(string id)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run($"Get-PostPressRelation -AccountId {id}");

        Assert.StartsWith("AccountIdBlank,", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(runspace.Calls());
    }

    [Fact]
    public void A_row_without_an_id_is_an_error_and_the_next_row_goes_on()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run("[pscustomobject]@{ AccountId = '' }, [pscustomobject]@{ AccountId = 'acc_sandbox_small' } | Get-PostPressRelation");

        Assert.StartsWith("AccountIdBlank,", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(25, result.Output.Count);
    }

    [Fact]
    public void The_failure_of_one_account_does_not_end_the_others()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run("'acc_sandbox_small', 'acc_error_account_restricted', 'acc_nobody', 'acc_sandbox_main' | Get-PostPressRelation -First 3");

        Assert.Equal(6, result.Output.Count);
        Assert.Equal(["acc_error_account_restricted", "acc_nobody"], result.Errors.Select(error => error.TargetObject));
    }

    private static IEnumerable<string> Counts(ModuleRunspace runspace, string script) =>
        runspace.Get(script).GroupBy(relation => relation!.Properties["AccountId"].Value).Select(account => $"{account.Key}:{account.Count()}");
}
