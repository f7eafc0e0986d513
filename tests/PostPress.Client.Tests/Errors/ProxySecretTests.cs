using System.Net;
using System.Text;
using PostPress.Client.Tests.Checks;

namespace PostPress.Client.Tests.Errors;

/// <summary>A proxy whose address has a user and a password, as HTTPS_PROXY often does: they are in no message, whoever puts the address there.</summary>
// One at a time: the proxy of the system belongs to the process.
[Collection(nameof(HttpClient.DefaultProxy))]
public sealed class ProxySecretTests
{
    private const string User = "CORP\\jdoe";
    private const string Password = "p@ss w/rd:7";

    private static readonly string[] Forms =
    [
        User, Uri.EscapeDataString(User), "jdoe", Password, Uri.EscapeDataString(Password), "p%40ss", "p@ss", "w/rd",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")),
    ];

    private static readonly Dictionary<string, Func<Uri, RawAnswer>> Answers = new()
    {
        ["it refuses the password"] = _ => RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"),
        ["it does not let through"] = _ => RawAnswers.Whole(403, ""),
        ["it reaches nobody"] = _ => RawAnswers.Whole(502, ""),
        ["it speaks no HTTP"] = _ => RawAnswers.Raw("SSH-2.0-OpenSSH_9.6\r\n\r\n"),
        ["it hangs up"] = _ => RawAnswers.Raw(""),
        ["behind it is no TLS"] = _ => RawAnswers.Raw("HTTP/1.1 200 OK\r\n\r\nno TLS at all"),
    };

    public static TheoryData<string> Places => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task They_are_in_no_error_and_in_no_check(string place)
    {
        using var proxy = new RawServer(Answers[place](new Uri("http://proxy")));
        using var system = new SystemProxy(proxy.BaseUri);
        var failure = await ClientRun.FailureAsync(system.Target, ClientRun.Hasty with { MaximumRetryCount = 1 });
        AssertAbsent(failure.ToString(), failure.Message, failure.Detail, failure.RecommendedAction, failure.InnerException?.ToString());

        foreach (var tested in new[] { Checked.Tested(Make.Connection(system.Target.AbsoluteUri)), Checked.Environment(system.Target.AbsoluteUri, key: null) })
        {
            var checks = await Checked.RunAsync(tested);
            AssertAbsent([.. checks.All.Select(check => check.ToString()), .. checks.All.Select(check => check.Detail), .. checks.All.Select(check => check.Action)]);
        }

        Assert.NotEmpty(proxy.Requests);
    }

    [Fact]
    public async Task The_credentials_that_were_given_to_it_are_not_shown_where_it_sends_them_back()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        using var proxy = new RawServer(RawAnswers.Whole(502, "", reason: $"Not {Password} nor {basic}"));
        var settings = ClientRun.Hasty with { MaximumRetryCount = 0, Proxy = proxy.BaseUri, ProxyCredentials = new NetworkCredential(User, Password) };
        var failure = await ClientRun.FailureAsync(new Uri("https://postpress.invalid/v1"), settings);

        AssertAbsent(failure.ToString(), failure.Detail);
        // A body through the tunnel is the API's or whoever answers in its place.
        var safe = Transport.CreateSafeText(Make.Key, new Uri("https://postpress.invalid/v1"), settings);
        Assert.Equal("<[proxy password]> <[proxy password]>", safe.Clean($"<{Password}> <{basic}>"));
        Assert.Equal("http://proxy:8080/ and //other", safe.Clean("http://someone:secret@proxy:8080/ and //someone@other"));
        Assert.Equal("https://host/?mail=a@b and c@d //e", safe.Clean("https://host/?mail=a@b and c@d //e"));
    }

    private static void AssertAbsent(params string?[] texts) =>
        Assert.All(texts.OfType<string>(), text => Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What HTTPS_PROXY makes, but for one port: other tests run meanwhile.</summary>
    private sealed class SystemProxy : IWebProxy, IDisposable
    {
        private static int _lastPort = 2000;

        private readonly IWebProxy _before = HttpClient.DefaultProxy;
        private readonly int _port = Interlocked.Increment(ref _lastPort);
        private readonly Uri _proxy;

        public SystemProxy(Uri proxy)
        {
            _proxy = new UriBuilder(Uri.UriSchemeHttp, proxy.Host, proxy.Port) { UserName = Uri.EscapeDataString(User), Password = Uri.EscapeDataString(Password) }.Uri;
            HttpClient.DefaultProxy = this;
        }

        public Uri Target => new($"https://postpress.invalid:{_port}/v1");

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => destination.Port == _port ? _proxy : _before.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.Port != _port && _before.IsBypassed(host);

        public void Dispose() => HttpClient.DefaultProxy = _before;
    }
}
