using System.Net;
using System.Security.Authentication;

namespace PostPress.Client;

/// <summary>Makes the HttpClient: TLS 1.2 or later, certificates checked, no redirects, no cookies, no time-out of its own.</summary>
internal static class Transport
{
    /// <summary>A client for one run.</summary>
    public static HttpClient Create(ConnectionSettings settings) =>
        new(Handler(settings), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

#if NET
    private static SocketsHttpHandler Handler(ConnectionSettings settings) => new()
    {
        // A redirect would take the X-API-KEY header along to whatever host it names.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
        // A nightly run can outlive a DNS change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseProxy = true,
        Proxy = ProxyOf(settings),
        DefaultProxyCredentials = settings.ProxyCredentials,
    };
#else
    private static HttpClientHandler Handler(ConnectionSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // On the handler, not on ServicePointManager: other modules in this process keep their own settings.
        SslProtocols = SslProtocols.Tls12,
        UseProxy = true,
        Proxy = ProxyOf(settings),
        DefaultProxyCredentials = settings.ProxyCredentials,
    };
#endif

    private static WebProxy? ProxyOf(ConnectionSettings settings) =>
        settings.Proxy is null ? null : new WebProxy(settings.Proxy) { Credentials = settings.ProxyCredentials };
}
