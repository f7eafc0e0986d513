using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace PostPress.PowerShell.Tests;

public sealed class SandboxCommandTests
{
    [Fact]
    public void A_sandbox_says_where_it_is_and_what_it_serves()
    {
        using var runspace = new ModuleRunspace();
        var sandbox = Assert.Single(runspace.Get("Start-PostPressSandbox -RelationCount 5"))!;

        Assert.Equal("PostPress.PostPressSandbox", sandbox.BaseObject.GetType().FullName);
        Assert.True(((Uri)sandbox.Properties["BaseUri"].Value).IsLoopback);
        Assert.Equal(ModuleRunspace.SandboxKey, sandbox.Properties["ApiKey"].Value);
        Assert.Equal(5L, sandbox.Properties["RelationCount"].Value);
        Assert.Equal(true, sandbox.Properties["IsRunning"].Value);
    }

    [Theory]
    [InlineData("(Start-PostPressSandbox).AccountId[0]")]
    [InlineData("(Connect-PostPress -Sandbox -PassThru).AccountId[0]")]
    [InlineData("Connect-PostPress -Sandbox; (Get-PostPressConnection).AccountId[0]")]
    public void Its_accounts_can_be_indexed_the_one_with_all_relations_first(string script)
    {
        using var runspace = new ModuleRunspace();
        Assert.Equal("acc_sandbox_main", runspace.One<string>(script));
    }

    [Fact]
    public void The_same_seed_gives_the_same_people_and_another_seed_others()
    {
        using var runspace = new ModuleRunspace();
        string People(int seed) => runspace.One<string>($"Connect-PostPress -Sandbox -Seed {seed}; (Get-PostPressRelation acc_sandbox_small).MemberId -join ','");
        Assert.Equal(People(7), People(7));
        Assert.NotEqual(People(7), People(8));
    }

    [Fact]
    public void Stopping_closes_the_port_and_may_be_done_twice()
    {
        using var runspace = new ModuleRunspace();
        var port = runspace.One<int>("$sandbox = Start-PostPressSandbox; $sandbox.BaseUri.Port");
        Assert.True(Answers(port));
        Assert.Empty(runspace.Get("$sandbox | Stop-PostPressSandbox; $sandbox | Stop-PostPressSandbox"));
        Assert.False(Answers(port));
        Assert.False(runspace.One<bool>("$sandbox.IsRunning"));
    }

    [Fact]
    public void Without_one_given_all_of_the_runspace_are_stopped_and_no_other()
    {
        using var other = new ModuleRunspace();
        using var runspace = new ModuleRunspace();
        var kept = other.One<int>("(Start-PostPressSandbox).BaseUri.Port");
        var ports = runspace.Get("(Start-PostPressSandbox).BaseUri.Port; (Start-PostPressSandbox).BaseUri.Port; Stop-PostPressSandbox");
        Assert.All(ports, port => Assert.False(Answers((int)port!.BaseObject)));
        Assert.True(Answers(kept));
    }

    [Fact]
    public void An_empty_pipeline_stops_none()
    {
        using var runspace = new ModuleRunspace();
        Assert.True(runspace.One<bool>("$sandbox = Start-PostPressSandbox; @() | Stop-PostPressSandbox; $sandbox.IsRunning"));
    }

    [Fact]
    public void With_what_if_nothing_starts_and_nothing_stops()
    {
        using var runspace = new ModuleRunspace();
        Assert.Empty(runspace.Get("Start-PostPressSandbox -WhatIf"));
        var port = runspace.One<int>("$sandbox = Start-PostPressSandbox; Stop-PostPressSandbox -WhatIf; $sandbox | Stop-PostPressSandbox -WhatIf; $sandbox.BaseUri.Port");
        Assert.True(Answers(port));
        Assert.Contains("What if", runspace.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disconnect-PostPress")]
    [InlineData("Connect-PostPress -Sandbox")]
    [InlineData("Connect-PostPress $key https://a.example/v1")]
    public void The_sandbox_of_a_connection_ends_with_the_connection(string end)
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure("pp_live_0123456789abcdef"));
        var port = runspace.One<int>($"Connect-PostPress -Sandbox; (Get-PostPressConnection).BaseUri.Port; {end}");
        Assert.False(Answers(port));
    }

    [Fact]
    public void A_sandbox_that_was_started_for_itself_outlives_the_connection_to_it()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.True(Answers(runspace.One<int>("Disconnect-PostPress; $sandbox.BaseUri.Port")));
    }

    [Fact]
    public void Stopping_the_sandbox_of_the_connection_forgets_the_connection()
    {
        using var runspace = new ModuleRunspace();
        runspace.Get("Connect-PostPress -Sandbox; Stop-PostPressSandbox");
        Assert.StartsWith("NotConnected,", runspace.Terminating("Get-PostPressConnection").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_ends_with_the_runspace()
    {
        int connected, started;
        using (var runspace = new ModuleRunspace())
        {
            connected = runspace.One<int>("(Connect-PostPress -Sandbox -PassThru).BaseUri.Port");
            started = runspace.One<int>("(Start-PostPressSandbox).BaseUri.Port");
            Assert.True(Answers(connected) && Answers(started));
        }

        Assert.False(Answers(connected));
        Assert.False(Answers(started));
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var runspace = new ModuleRunspace();
        var error = runspace.Terminating($"Start-PostPressSandbox -Port {port}");

        Assert.StartsWith("PortNotAvailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.CategoryInfo.Category);
        Assert.Contains($"port {port}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Port", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
