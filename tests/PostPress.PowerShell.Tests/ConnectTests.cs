using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

public sealed class ConnectTests
{
    private const string Key = "pp_live_0123456789ab9x2f";

    [Fact]
    public void The_connection_shows_the_address_and_a_masked_key()
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(Key));
        var connection = Assert.Single(runspace.Get("Connect-PostPress $key; Get-PostPressConnection"))!;

        Assert.Equal("PostPress.PostPressConnection", connection.BaseObject.GetType().FullName);
        Assert.Equal(new Uri("https://api.postpress.ai/v1"), connection.Properties["BaseUri"].Value);
        Assert.Equal("pp_live_…9x2f", connection.Properties["MaskedKey"].Value);
        Assert.Equal("https://api.postpress.ai/v1 (pp_live_…9x2f)", connection.BaseObject.ToString());
    }

    [Theory]
    [InlineData("pp_test_0123456789ab9x2f", "pp_test_…9x2f")]
    [InlineData("0123456789ab9x2f", "…9x2f")]
    [InlineData("pp_live_short", "pp_live_…")]
    [InlineData("k", "…")]
    public void Of_a_short_key_less_is_shown(string key, string masked)
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(key));
        Assert.Equal(masked, runspace.One<string>("(Connect-PostPress $key -PassThru).MaskedKey"));
    }

    [Fact]
    public void It_writes_the_connection_only_when_asked_to()
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(Key));
        Assert.Empty(runspace.Get("Connect-PostPress $key"));
        Assert.True(runspace.One<bool>("[object]::ReferenceEquals((Connect-PostPress $key -PassThru), (Get-PostPressConnection))"));
    }

    [Fact]
    public void The_password_of_a_credential_is_taken_as_key()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Set("credential", new PSCredential("PostPress", ModuleRunspace.Secure(Key)));
        runspace.Set("address", server.BaseUri);
        runspace.Get("Connect-PostPress $credential $address; Get-PostPressRelation acc_1");
        Assert.Equal(Key, Assert.Single(server.Requests).Headers["X-API-KEY"]);
    }

    [Fact]
    public void Connecting_sends_nothing()
    {
        using var server = new RawServer((_, _) => RawAnswer.Never);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_later_connection_takes_the_place_of_the_earlier_one()
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(Key));
        Assert.Equal("https://b.example/v2", runspace.One<string>("""
            Connect-PostPress $key https://a.example/v1; Connect-PostPress $key https://b.example/v2; "$((Get-PostPressConnection).BaseUri)"
            """));
    }

    [Fact]
    public void A_refused_connection_leaves_the_earlier_one_in_place()
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(Key));
        Assert.Equal("https://a.example/v1", runspace.One<string>("""
            Connect-PostPress $key https://a.example/v1
            try { Connect-PostPress $key http://b.example/v1 } catch { }
            "$((Get-PostPressConnection).BaseUri)"
            """));
    }

    [Fact]
    public void Disconnecting_forgets_and_may_be_done_twice()
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(Key));
        Assert.Empty(runspace.Get("Connect-PostPress $key; Disconnect-PostPress; Disconnect-PostPress"));
        Assert.StartsWith("NotConnected,", runspace.Terminating("Get-PostPressConnection").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-PostPressConnection")]
    [InlineData("Get-PostPressRelation acc_1")]
    [InlineData("'acc_1', 'acc_2' | Get-PostPressRelation -ErrorAction SilentlyContinue")]
    public void Without_a_connection_a_terminating_error_says_what_to_run(string script)
    {
        using var runspace = new ModuleRunspace();
        var error = runspace.Terminating(script);

        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("Connect-PostPress", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("POSTPRESS_API_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_a_terminating_error_says_how_to_give_one()
    {
        using var runspace = new ModuleRunspace();
        var error = runspace.Terminating("Connect-PostPress -BaseUri https://a.example/v1");
        Assert.StartsWith("NoApiKey,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Read-Host -AsSecureString", error.ToString(), StringComparison.Ordinal);
    }
}
