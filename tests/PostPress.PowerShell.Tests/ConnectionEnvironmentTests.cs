namespace PostPress.PowerShell.Tests;

[Collection(EnvironmentTests.Name)]
public sealed class ConnectionEnvironmentTests : IDisposable
{
    public void Dispose()
    {
        Environment.SetEnvironmentVariable("POSTPRESS_API_KEY", null);
        Environment.SetEnvironmentVariable("POSTPRESS_BASE_URI", null);
    }

    [Fact]
    public void The_two_variables_suffice_without_connecting()
    {
        using var runspace = new ModuleRunspace();
        Assert.Equal(25, runspace.Get("""
            $sandbox = Start-PostPressSandbox
            $env:POSTPRESS_API_KEY = $sandbox.ApiKey
            $env:POSTPRESS_BASE_URI = $sandbox.BaseUri
            Get-PostPressRelation acc_sandbox_small
            """).Count);
        Assert.Equal("pp_test_…9x2f", runspace.One<string>("(Get-PostPressConnection).MaskedKey"));
    }

    [Fact]
    public void Connecting_takes_from_them_what_is_not_given()
    {
        using var runspace = new ModuleRunspace();
        Environment.SetEnvironmentVariable("POSTPRESS_API_KEY", "pp_live_0123456789ab9x2f");
        Environment.SetEnvironmentVariable("POSTPRESS_BASE_URI", " https://a.example/v1 ");
        Assert.Equal("https://a.example/v1 (pp_live_…9x2f)", runspace.One<string>("\"$(Connect-PostPress -PassThru)\""));
        Assert.Equal("https://b.example/v1 (pp_live_…9x2f)", runspace.One<string>("\"$(Connect-PostPress -BaseUri https://b.example/v1 -PassThru)\""));
    }

    [Fact]
    public void A_connection_goes_before_them()
    {
        using var runspace = new ModuleRunspace();
        Environment.SetEnvironmentVariable("POSTPRESS_API_KEY", "pp_live_0123456789ab9x2f");
        Environment.SetEnvironmentVariable("POSTPRESS_BASE_URI", "https://a.example/v1");
        runspace.Connect(new Uri("https://b.example/v1"));
        Assert.Equal("b.example", runspace.One<string>("(Get-PostPressConnection).BaseUri.Host"));
    }

    [Theory]
    [InlineData("   ", null, "ApiKeyEmpty")]
    [InlineData("pp_live_0123456789ab\n", null, "ApiKeyControlCharacter")]
    [InlineData("pp_live_0123456789ab", "http://api.postpress.ai/v1", "BaseUriNotHttps")]
    [InlineData("pp_live_0123456789ab", "not an address", "BaseUriRelative")]
    [InlineData("pp_live_0123456789ab", "https://", "BaseUriInvalid")]
    public void What_they_hold_is_checked_as_well(string key, string? address, string id)
    {
        using var runspace = new ModuleRunspace();
        Environment.SetEnvironmentVariable("POSTPRESS_API_KEY", key);
        Environment.SetEnvironmentVariable("POSTPRESS_BASE_URI", address);
        Assert.StartsWith(id + ",", runspace.Terminating("Get-PostPressRelation acc_1").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(id + ",", runspace.Terminating("Connect-PostPress").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_process_of_its_own_an_unattended_job_needs_nothing_else()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        var outcome = await ShellProcess.RunAsync(
            "Get-PostPressRelation acc_1; 'done'",
            new Dictionary<string, string>
            {
                ["POSTPRESS_API_KEY"] = "pp_test_from_the_environment",
                ["POSTPRESS_BASE_URI"] = server.BaseUri.ToString(),
            });

        Assert.Equal("done", outcome.Output.Trim());
        Assert.Equal("pp_test_from_the_environment", Assert.Single(server.Requests).Headers["X-API-KEY"]);
    }
}
