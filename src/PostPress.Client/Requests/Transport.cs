using System.Net;
using System.Security.Authentication;

namespace PostPress.Client;

/// <summary>Makes the HttpClient: TLS 1.2 or later, certificates checked, no redirects, no cookies, no time-out of its own.</summary>
internal static class Transport
{
    /// <summary>A client for one run.</summary>
    public static HttpClient Create(PostPressConnection connection) =>
        new(Handler(connection.BaseUri, connection.Settings), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The proxy on the way to an address; <see langword="null"/> for none.</summary>
    public static Uri? ProxyFor(Uri address, ConnectionSettings settings)
    {
        if (!TakesProxy(address) || settings.Proxy is not null)
        {
            return settings.Proxy;
        }

#if NET
        var system = HttpClient.DefaultProxy;
#else
        var system = WebRequest.DefaultWebProxy;
#endif
        try
        {
            var proxy = system is null || system.IsBypassed(address) ? null : system.GetProxy(address);
            // .NET Framework answers the address itself for none.
            return proxy == address ? null : proxy;
        }
        catch (Exception)
        {
            // It can be anybody's code. What it throws here it throws into a request too, which then fails by it.
            return null;
        }
    }

    /// <summary>What keeps the secrets of a connection out of every text: its key, and the user and password of the proxy on the way to an address.</summary>
    /// <param name="key">The key; <see langword="null"/> where there is none.</param>
    /// <param name="address">The address; <see langword="null"/> where it can't be used.</param>
    /// <param name="settings">What names the proxy; else the system does, or HTTPS_PROXY.</param>
    public static SafeText CreateSafeText(string? key, Uri? address, ConnectionSettings settings) => new(key, () =>
    {
        var proxy = address is null ? settings.Proxy : ProxyFor(address, settings);
        return (proxy, proxy is null ? null : settings.ProxyCredentials?.GetCredential(proxy, "Basic"));
    });

#if NET
    public static SocketsHttpHandler Handler(Uri address, ConnectionSettings settings) => new()
    {
        // A redirect would take the X-API-KEY header along to whatever host it names.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
        // A nightly run can outlive a DNS change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseProxy = TakesProxy(address),
        Proxy = ProxyOf(settings),
        DefaultProxyCredentials = settings.ProxyCredentials,
    };
#else
    public static HttpClientHandler Handler(Uri address, ConnectionSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // On the handler, not on ServicePointManager: other modules in this process keep their own settings.
        SslProtocols = SslProtocols.Tls12,
        UseProxy = TakesProxy(address),
        Proxy = ProxyOf(settings),
        DefaultProxyCredentials = settings.ProxyCredentials,
    };
#endif

    // Not even the one that http_proxy or the system names: it would read the key, and look for the server on its own host.
    private static bool TakesProxy(Uri address) => !ConnectionRules.IsLoopback(address);

    private static WebProxy? ProxyOf(ConnectionSettings settings) =>
        settings.Proxy is null ? null : new WebProxy(settings.Proxy) { Credentials = settings.ProxyCredentials };
}
