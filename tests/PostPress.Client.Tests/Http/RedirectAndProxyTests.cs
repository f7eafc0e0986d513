using PostPress.Client.Tests.Support;

namespace PostPress.Client.Tests.Http;

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

    [Fact]
    public async Task A_proxy_that_wants_credentials_for_plain_http_says_so()
    {
        using var proxy = new RawServer(RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"));
        var failure = await ClientRun.FailureAsync(new Uri("http://127.0.0.1:9/v1"), Through(proxy.BaseUri));

        Assert.Equal((407, "http_407"), (failure.Status, failure.Id));
        Assert.Contains("proxy", failure.Summary, StringComparison.OrdinalIgnoreCase);
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
}
