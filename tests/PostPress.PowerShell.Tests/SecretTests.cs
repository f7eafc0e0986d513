using System.Management.Automation;
using System.Text.Json;

namespace PostPress.PowerShell.Tests;

/// <summary>The key is in no object that a command hands out; what a screen shows of them is in tests/Pester/Secrets.Tests.ps1.</summary>
public sealed class SecretTests
{
    // With signs that base64 and URLs write in another way.
    private const string Key = "pp_live_S3cr3t+Key/With=Signs~9x2f";

    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue';";

    private const string Echo = """{"title":"KEY","detail":"your key KEY, in base64 BASE64, in a URL URL","instance":"KEY","type":"errors/invalid_credentials","status":401}""";

    [Fact]
    public void Not_in_any_stream_at_full_verbosity()
    {
        var (refusal, page) = (RawAnswers.Whole(503, Echoed()), RawAnswers.Whole(200, TestData.Read("page-last.json")));
        using var server = new RawServer(refusal, page, refusal, page);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, Key);
        var result = runspace.Run($"{Loud} Get-PostPressRelation acc_1, acc_2 -RetryIntervalSec 0.01 -Verbose -Debug");

        Assert.Contains($"X-API-KEY: {Key}\r\n", server.Requests[0], StringComparison.Ordinal);
        Assert.NotEmpty(result.Verbose);
        Hunt(result.AllText);
    }

    [Fact]
    public void Not_in_the_connection_by_any_serializer_or_walk()
    {
        using var runspace = new ModuleRunspace();
        runspace.Connect(new Uri("https://a.example/v1"), Key);
        var connection = Assert.Single(runspace.Get("Get-PostPressConnection"))!;
        var json = JsonSerializer.Serialize(connection.BaseObject, connection.BaseObject.GetType());
        var xml = PSSerializer.Serialize(connection, depth: 6);
        Assert.Contains("MaskedKey", json, StringComparison.Ordinal);
        Assert.Contains("MaskedKey", xml, StringComparison.Ordinal);
        Hunt(json, xml, runspace.One<string>("$c = Get-PostPressConnection; [System.Text.Json.JsonSerializer]::Serialize($c, $c.GetType())"));
        Walk(connection);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(200)]
    [InlineData(418)]
    public void Not_in_errors_of_a_server_that_echoes_it(int status)
    {
        using var server = new RawServer(RawAnswers.Whole(status, status == 418 ? $"<p>{Echoed()}</p>" : Echoed(), $"X-Echo: {Key}\r\n"));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, Key);
        var result = runspace.Run($"{Loud} Get-PostPressRelation acc_1 -MaximumRetryCount 1 -RetryIntervalSec 0.01 -Verbose -Debug");

        Assert.Contains("[API key]", result.OnlyError.ToString(), StringComparison.Ordinal);
        Hunt(result.AllText, PSSerializer.Serialize(result.OnlyError, depth: 4), result.OnlyError.Exception.ToString());
        Walk(result.OnlyError);
    }

    [Fact]
    public void Not_in_errors_of_the_way_there()
    {
        using var server = new RawServer(RawAnswers.Whole(302, "", $"Location: https://evil.example/?k={Uri.EscapeDataString(Key)}\r\n"));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, Key);
        var redirected = runspace.Run("Get-PostPressRelation acc_1 -Verbose -Debug");
        runspace.Connect(new Uri("https://nobody.invalid/v1"), Key);
        var unknown = runspace.Run("Get-PostPressRelation acc_1 -Verbose -Debug -MaximumRetryCount 0");

        Hunt(redirected.AllText, unknown.AllText);
        Walk(redirected.OnlyError);
        Walk(unknown.OnlyError);
    }

    [Fact]
    public void Not_in_a_run_with_every_fault_of_the_sandbox()
    {
        using var runspace = new ModuleRunspace();
        // Not by $sandbox, which shows its made-up key on purpose.
        runspace.Get("""
            Connect-PostPress -Sandbox -RelationCount 3000 -RetryIntervalSec 0 -TimeoutSec 1 -MaximumRetryCount 20 -Fault `
                'Error,Status=429,RetryAfter=0,Probability=0.1', 'Error,Status=429,RetryAfter=date+0,Probability=0.1', 'Error,Status=500,Probability=0.1',
                'Error,Status=502,Probability=0.1', 'Error,Status=503,Probability=0.1', 'Error,Status=504,Probability=0.1',
                'Cut,Probability=0.1', 'Shift,Probability=0.1', 'Latency,Seconds=0.01,Probability=0.1', 'Stall,Page=4', 'Garbage,Page=40', 'RepeatCursor,Page=50'
            """);
        var result = runspace.Run($"{Loud} $null = Get-PostPressRelation acc_sandbox_main, acc_sandbox_main, acc_sandbox_main -PageSize 50 -Verbose -Debug");

        Assert.Contains(result.Verbose, line => line.Contains("failed", StringComparison.Ordinal));
        Assert.Contains(result.Errors, error => error.FullyQualifiedErrorId.StartsWith("not_a_list,", StringComparison.Ordinal));
        Hunt(ModuleRunspace.SandboxKey, [result.AllText]);
        var hunt = new SecretHunt(ModuleRunspace.SandboxKey);
        hunt.AssertUnreachableFrom(result.Errors);
    }

    [Fact]
    public void The_hunt_finds_a_key_that_is_there()
    {
        using var runspace = new ModuleRunspace();
        var sandbox = runspace.Get("Start-PostPressSandbox")[0];
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new SecretHunt(ModuleRunspace.SandboxKey).AssertUnreachableFrom(new { List = new[] { sandbox } }));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Hunt("…" + Uri.EscapeDataString(Key)));
    }

    [Fact]
    public void The_hunt_comes_to_an_end_at_times()
    {
        var hunt = new SecretHunt(Key);
        hunt.AssertUnreachableFrom(new { Now = DateTimeOffset.UtcNow, At = DateTime.Now });
        Assert.InRange(hunt.TextsSeen, 3, 100);
    }

    private static string Echoed() => Echo
        .Replace("BASE64", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key)), StringComparison.Ordinal)
        .Replace("URL URL", "URL " + Uri.EscapeDataString(Key), StringComparison.Ordinal)
        .Replace("KEY", Key, StringComparison.Ordinal);

    private static void Hunt(params string[] texts) => Hunt(Key, texts);

    private static void Hunt(string key, string[] texts)
    {
        var hunt = new SecretHunt(key);
        Assert.All(texts, text =>
        {
            Assert.NotEmpty(text);
            hunt.AssertAbsentFrom(text);
        });
    }

    private static void Walk(object root)
    {
        var hunt = new SecretHunt(Key);
        hunt.AssertUnreachableFrom(root);
        Assert.InRange(hunt.TextsSeen, 10, int.MaxValue);
    }
}
