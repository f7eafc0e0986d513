using System.Net;

namespace PostPress.Client.Tests.Requests;

/// <summary>Hosts that are not the API: the key is not taken to them.</summary>
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

    [Fact]
    public async Task A_proxy_that_wants_credentials_is_named_and_does_not_see_the_key()
    {
        using var proxy = new RawServer(RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"));
        var failure = await ClientRun.FailureAsync(new Uri("https://postpress.invalid/v1"), Through(proxy.BaseUri));

        Assert.Equal((FailureKind.Connection, "proxy_failed"), (failure.Kind, failure.Id));
        Assert.StartsWith("CONNECT postpress.invalid:443", proxy.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain(proxy.Requests, request => request.Contains(ClientRun.Key, StringComparison.Ordinal));
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
