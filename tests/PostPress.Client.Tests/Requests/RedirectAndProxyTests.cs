using System.Net;

namespace PostPress.Client.Tests.Requests;

/// <summary>Hosts that are not the API: the key is not taken to them.</summary>
// One at a time: the proxy of the system belongs to the process.
[Collection(nameof(HttpClient.DefaultProxy))]
public sealed class RedirectAndProxyTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_its_host_is_named(int status)
    {
        using var elsewhere = new RawServer(RawAnswers.Whole(200, RawAnswers.LastPage));
        var target = elsewhere.BaseUri.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        using var server = new RawServer(RawAnswers.Whole(status, "", $"Location: {target}\r\n"));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Protocol, "redirect_refused", status), (failure.Kind, failure.Id, failure.Status));
        Assert.Contains("'localhost'", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("Location: /elsewhere\r\n")]
    [InlineData("")]
    [InlineData("Location: http://[not a host\r\n")]
    public async Task A_redirect_to_nowhere_in_particular_is_refused_too(string headers)
    {
        using var server = new RawServer(RawAnswers.Whole(302, "", headers));

        Assert.Equal("redirect_refused", (await ClientRun.FailureAsync(server.BaseUri)).Id);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("/", "does not end in")]
    [InlineData("/v1/users/relations", "holds '/users/relations'")]
    [InlineData("/v1", null)]
    public async Task A_404_says_first_what_is_odd_about_the_address(string path, string? oddity)
    {
        const string Body = """{"title":"Not found","type":"errors/resource_not_found","status":404}""";
        using var server = new RawServer(RawAnswers.Whole(404, Body));
        var address = new Uri(server.BaseUri, path);
        var failure = await ClientRun.FailureAsync(address);
        var check = (await Checks.Checked.RunAsync(address))["Address"];

        Assert.Equal(("resource_not_found", 404), (failure.Id, failure.Status));
        if (oddity is null)
        {
            Assert.StartsWith(ErrorCatalogue.Documented["resource_not_found"].Summary, failure.Summary, StringComparison.Ordinal);
            Assert.Null(check.Action);
            return;
        }

        Assert.StartsWith($"The address '{address}' {oddity}", failure.Summary, StringComparison.Ordinal);
        Assert.StartsWith("Give Connect-PostPress -BaseUri the API's address", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith(failure.RecommendedAction, failure.Message, StringComparison.Ordinal);
        Assert.Equal(PostPressCheck.Passed, check.Status);
        Assert.Contains(oddity, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_wants_credentials_is_named_and_does_not_see_the_key()
    {
        using var proxy = new RawServer(RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"));
        var failure = await ClientRun.FailureAsync(new Uri("https://postpress.invalid/v1"), Through(proxy.BaseUri));

        Assert.Equal((FailureKind.Connection, "proxy_failed"), (failure.Kind, failure.Id));
        Assert.StartsWith("CONNECT postpress.invalid:443", proxy.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain(proxy.Requests, request => request.Contains(ClientRun.Key, StringComparison.Ordinal));
    }

    /// <summary>Three wrong passwords lock a user of a Windows domain out.</summary>
    [Fact]
    public async Task A_password_that_a_proxy_refuses_is_sent_once_in_a_run_however_many_accounts_it_has()
    {
        using var proxy = new RawServer(RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"));
        var settings = ClientRun.Hasty with { Proxy = proxy.BaseUri, ProxyCredentials = new NetworkCredential("user", "wrong") };
        using var client = ClientRun.Open(new Uri("https://postpress.invalid/v1"), settings);
        var failures = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var scope = client.CreateAccountScope();
            return await ClientRun.FailureAsync(scope);
        }));
        var later = await ClientRun.FailureAsync(client);

        Assert.All(failures.Append(later), failure => Assert.Equal((FailureKind.Connection, "proxy_failed", 407), (failure.Kind, failure.Id, failure.Status)));
        Assert.Single(proxy.Requests, request => request.Contains("Proxy-Authorization:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(407, 1)]
    [InlineData(429, 3)]
    [InlineData(502, 3)]
    [InlineData(503, 3)]
    public async Task A_proxy_that_refuses_is_asked_once_and_one_that_is_in_trouble_again(int status, int calls)
    {
        using var proxy = new RawServer(RawAnswers.Whole(status, ""));
        using var client = ClientRun.Open(new Uri("https://postpress.invalid/v1"), ClientRun.Hasty with { MaximumRetryCount = 2, Proxy = proxy.BaseUri });
        var failure = await ClientRun.FailureAsync(client);

        Assert.Equal((FailureKind.Connection, "proxy_failed", status), (failure.Kind, failure.Id, failure.Status));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Detail, StringComparison.Ordinal);
        Assert.Equal(calls, client.Statistics.Calls);
        Assert.Equal(calls, proxy.Requests.Count);
        // Not the API: an export must not take it for a cursor that has expired.
        Assert.False(RetryRules.IsRefusedCursor(failure));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_local_host_is_reached_without_the_proxy_of_the_system(string host)
    {
        using var server = new RawServer(RawAnswers.Whole(200, RawAnswers.LastPage));
        using var proxy = new RawServer(RawAnswers.Whole(502, ""));
        var address = new Uri(server.BaseUri.AbsoluteUri.Replace("127.0.0.1", host, StringComparison.Ordinal));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyForPort(address.Port, proxy.BaseUri);
        try
        {
            using var client = ClientRun.Open(address, ClientRun.Hasty with { MaximumRetryCount = 0 });
            Assert.Equal(["ACoAA1"], await ClientRun.MembersAsync(client));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_a_failure_of_the_connection_that_mentions_the_proxy()
    {
        var proxy = new Uri($"http://127.0.0.1:{RawServer.ClosedPort()}");
        var failure = await ClientRun.FailureAsync(new Uri("https://postpress.invalid/v1"), Through(proxy));

        Assert.Equal(FailureKind.Connection, failure.Kind);
        Assert.Contains(failure.Id, new[] { "proxy_failed", "connection_failed" });
        Assert.Contains("proxy", failure.RecommendedAction, StringComparison.OrdinalIgnoreCase);
    }

    private static ConnectionSettings Through(Uri proxy) => ClientRun.Hasty with { MaximumRetryCount = 0, Proxy = proxy };

    /// <summary>What http_proxy and the settings of Windows make, but for one port: other tests run meanwhile.</summary>
    private sealed class ProxyForPort(int port, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => host.Port != port;
    }
}
