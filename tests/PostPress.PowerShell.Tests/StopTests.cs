namespace PostPress.PowerShell.Tests;

/// <summary>Ctrl+C ends whatever is being waited for.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task It_ends_a_request_without_an_answer()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, parameters: "-TimeoutSec 3600");
        using var script = runspace.Start("Get-PostPressRelation acc_1");
        await server.Asked;
        await script.StopAsync();

        await server.Closed;
        Assert.Single(server.Requests);
        Assert.Empty(script.Streams.Error);
    }

    [Fact]
    public async Task It_ends_a_test_of_the_connection()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        using var script = runspace.Start("Test-PostPressConnection acc_1 -TimeoutSec 3600");
        await server.Asked;
        await script.StopAsync();

        await server.Closed;
        Assert.Single(server.Requests);
        Assert.Empty(script.Streams.Error);
    }

    [Fact]
    public async Task It_ends_a_body_that_is_idle()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault Stall");
        using var script = runspace.Start("Get-PostPressRelation acc_sandbox_main -TimeoutSec 3600 -Verbose");
        await RunningScript.WaitForAsync(script.Streams.Verbose, record => record.Message.Contains("asking for page 1", StringComparison.Ordinal));
        await script.StopAsync();
        Assert.Empty(script.Output);
    }

    [Theory]
    [InlineData("RetryAfter=300")]
    [InlineData("RetryAfter=date+290")]
    public async Task It_ends_the_wait_that_the_server_asked_for(string retryAfter)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox($"-Fault 'Error,Status=429,{retryAfter},Page=1'");
        using var script = runspace.Start("Get-PostPressRelation acc_sandbox_main");
        await RunningScript.WaitForAsync(script.Streams.Warning, record => record.Message.Contains("too_many_requests", StringComparison.Ordinal));
        await script.StopAsync();

        Assert.Single(runspace.Calls());
        Assert.Empty(script.Output);
        Assert.Empty(script.Streams.Error);
    }

    [Fact]
    public async Task It_ends_the_pause_between_two_pages()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        using var script = runspace.Start("Get-PostPressRelation acc_sandbox_main -PageSize 10 -PageDelaySec 3600");
        await RunningScript.WaitForAsync(script.Streams.Progress, record => record.StatusDescription.Contains("spacing the calls", StringComparison.Ordinal));
        await script.StopAsync();

        Assert.Equal(10, script.Output.Count);
        Assert.Single(runspace.Calls());
    }

    [Fact]
    public async Task It_ends_the_other_accounts_too()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        using var script = runspace.Start("'acc_1', 'acc_2', 'acc_3' | Get-PostPressRelation -ThrottleLimit 1");
        await server.Asked;
        await script.StopAsync();
        await server.Closed;
        Assert.Contains("account_id=acc_1&", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_finally_block_of_the_script_runs_and_the_runspace_goes_on()
    {
        using var server = new RawServer(RawAnswers.Stalled(""), RawAnswers.Whole(200, TestData.Read("page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        using var script = runspace.Start("try { Get-PostPressRelation acc_1 } finally { $cleaned = $true }");
        await server.Asked;
        await script.StopAsync();

        Assert.True(runspace.One<bool>("$cleaned"));
        Assert.Empty(runspace.Get("Get-PostPressRelation acc_1"));
    }
}
