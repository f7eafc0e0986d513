namespace PostPress.PowerShell.Tests;

public sealed class MidListFailureTests
{
    [Fact]
    public void A_failure_in_the_middle_tells_what_came_and_where_to_go_on_and_going_on_gives_the_rest()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250 -Fault 'Error,Type=network_down,Page=3'");
        var result = runspace.Run("Get-PostPressRelation acc_sandbox_main -PageSize 100 -MaximumRetryCount 0 | ForEach-Object MemberId");
        var before = result.Output.Select(id => (string)id!.BaseObject).ToList();
        runspace.Set("failure", result.OnlyError.Exception);

        Assert.Equal(200, before.Count);
        Assert.Equal(200L, runspace.One<long>("$failure.RelationsWritten"));
        Assert.Contains("NOT complete", result.OnlyError.ToString(), StringComparison.Ordinal);
        Assert.Contains(runspace.One<string>("\"-Cursor '$($failure.Cursor)'\""), result.OnlyError.ToString(), StringComparison.Ordinal);

        var after = runspace.Get("(Get-PostPressRelation acc_sandbox_main -Cursor $failure.Cursor).MemberId").Select(id => (string)id!.BaseObject);
        var whole = runspace.Get("(Get-PostPressRelation acc_sandbox_main).MemberId").Select(id => (string)id!.BaseObject);
        Assert.Equal(whole, before.Concat(after));
    }

    [Fact]
    public void A_failure_of_the_first_page_has_no_cursor_to_go_on_from()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Error,Type=network_down,Page=1'");
        var error = runspace.Run("Get-PostPressRelation acc_sandbox_main -MaximumRetryCount 0").OnlyError;
        runspace.Set("failure", error.Exception);

        Assert.True(runspace.One<bool>("$null -eq $failure.Cursor -and $failure.RelationsWritten -eq 0"));
        Assert.DoesNotContain("-Cursor", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_that_is_refused_says_to_start_from_the_beginning()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var error = runspace.Run("Get-PostPressRelation acc_sandbox_main -Cursor stale").OnlyError;
        Assert.StartsWith("invalid_parameters,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("without it", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Drop,Page=2")]
    [InlineData("Cut,Page=2")]
    [InlineData("Cut,Page=2,AtByte=0")]
    [InlineData("Error,Status=429,RetryAfter=0,Page=2")]
    [InlineData("Error,Status=500,Page=2")]
    [InlineData("Error,Status=503,Page=1,Times=3")]
    [InlineData("Error,Status=504,Page=2")]
    [InlineData("Shift,Page=2")]
    public void A_transient_failure_leaves_no_trace_in_the_list(string fault)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox($"-RelationCount 250 -Fault '{fault}'");
        var ids = runspace.Get("(Get-PostPressRelation acc_sandbox_main -PageSize 100).MemberId").Select(id => (string)id!.BaseObject).ToList();

        Assert.Equal(250, ids.Count);
        Assert.Equal(250, ids.Distinct().Count());
        Assert.Contains(fault.Split(',')[0], runspace.Get("$sandbox.GetCalls().Fault").Select(played => played?.BaseObject));
    }
}
