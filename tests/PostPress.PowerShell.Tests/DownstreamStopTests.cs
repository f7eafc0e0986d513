namespace PostPress.PowerShell.Tests;

/// <summary>A later command wants no more: no further call is made.</summary>
public sealed class DownstreamStopTests
{
    [Theory]
    [InlineData("Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-First 5", 5, "10@0")]
    [InlineData("Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-First 10", 10, "10@0")]
    [InlineData("Get-PostPressRelation acc_sandbox_main -PageSize 10 | Select-First 11", 11, "10@0 10@10")]
    [InlineData("'acc_sandbox_main', 'acc_sandbox_small' | Get-PostPressRelation -PageSize 10 | Select-First 1", 1, "10@0")]
    [InlineData("foreach ($once in 1) { Get-PostPressRelation acc_sandbox_main -PageSize 10 | ForEach-Object { $_; break } }", 1, "10@0")]
    [InlineData("try { Get-PostPressRelation acc_sandbox_main -PageSize 10 | ForEach-Object { $_; throw 'enough' } } catch { }", 1, "10@0")]
    [InlineData("& { foreach ($person in Get-PostPressRelation acc_sandbox_main -PageSize 10 -First 20) { return $person } }", 1, "10@0 10@10")]
    public void It_makes_no_further_call(string script, int count, string calls)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.Equal(count, runspace.Get(script).Count);
        // A call of a task that was left behind would be here once another one has gone and come.
        runspace.Get("$null = Get-PostPressRelation acc_sandbox_empty");
        Assert.Equal($"{calls} 1000@0", string.Join(' ', runspace.Calls()));
    }

    [Fact]
    public void It_can_be_followed_by_the_rest_of_the_pipeline()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.Equal(5, runspace.One<int>("$some = Get-PostPressRelation acc_sandbox_main -PageSize 2 | Select-First 5; $some.Count"));
        Assert.Equal(["2@0", "2@2", "2@4"], runspace.Calls());
    }

    [Fact]
    public async Task A_stop_by_a_verbose_line_while_a_request_is_under_way_abandons_the_request()
    {
        using var server = new RawServer((_, _) => RawAnswer.Never);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        runspace.Set("asked", server.Asked);
        // Verbose lines joined to the output are the only ones that come in the middle of a request.
        runspace.Get("Get-PostPressRelation acc_1 -Verbose 4>&1 | ForEach-Object { $asked.Wait(); $_ } | Select-First 1");
        await server.Abandoned;
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_steppable_pipeline_that_is_given_up_makes_no_further_call()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        runspace.Get("""
            $steps = { Get-PostPressRelation -PageSize 10 -First 10 }.GetSteppablePipeline()
            $steps.Begin($true)
            $first = $steps.Process('acc_sandbox_main')
            $steps.Dispose()
            """);
        Assert.Equal(10, runspace.One<int>("$first.Count"));
        Assert.Equal(["10@0"], runspace.Calls());
    }
}
