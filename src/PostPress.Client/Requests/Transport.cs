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
        var proxy = system is null || system.IsBypassed(address) ? null : system.GetProxy(address);
        // .NET Framework answers the address itself for none.
        return proxy == address ? null : proxy;
    }

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
