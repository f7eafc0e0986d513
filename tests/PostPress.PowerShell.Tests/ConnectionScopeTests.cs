namespace PostPress.PowerShell.Tests;

public sealed class ConnectionScopeTests
{
    [Fact]
    public void A_connection_belongs_to_its_runspace()
    {
        using var first = new ModuleRunspace();
        using var second = new ModuleRunspace();
        first.Connect(new Uri("https://a.example/v1"));
        Assert.StartsWith("NotConnected,", second.Run("Get-PostPressConnection").OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);

        second.Connect(new Uri("https://b.example/v1"));
        Assert.Equal("a.example", first.One<string>("(Get-PostPressConnection).BaseUri.Host"));
        second.Get("Disconnect-PostPress");
        Assert.Equal("a.example", first.One<string>("(Get-PostPressConnection).BaseUri.Host"));
    }

    [Fact]
    public void A_connection_can_be_handed_to_another_runspace()
    {
        using var first = new ModuleRunspace();
        using var second = new ModuleRunspace();
        first.ConnectSandbox();
        second.Set("connection", first.Get("Get-PostPressConnection")[0]);

        Assert.Equal(25, second.Get("Get-PostPressRelation acc_sandbox_small -Connection $connection").Count);
        Assert.StartsWith("NotConnected,", second.Run("Get-PostPressConnection").OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_connection_that_is_given_goes_before_that_of_the_runspace()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-first.json").Replace("\"eyJ2IjoxMDB9\"", "null", StringComparison.Ordinal)));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        Assert.Equal("Jordan", runspace.One<string>("""
            $other = Get-PostPressConnection
            Connect-PostPress -Sandbox
            (Get-PostPressRelation acc_sandbox_small -Connection $other).FirstName
            """));
    }

    [Fact]
    public void A_parallel_block_uses_the_connection_of_its_caller()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.Equal(["25", "25", "25"], runspace.Get("""
            $connection = Get-PostPressConnection
            1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module $using:module
                $count = 0
                Get-PostPressRelation acc_sandbox_small -Connection $using:connection | ForEach-Object { $count++ }
                "$count"
            }
            """).Select(count => count!.ToString()));
    }
}
