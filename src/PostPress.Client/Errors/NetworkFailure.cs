using System.Net.Sockets;
using System.Security.Authentication;
#if NET
using System.Globalization;
using System.Text.RegularExpressions;
#else
using System.Net;
#endif

namespace PostPress.Client;

/// <summary>Tells what an exception of the network means: name resolution, proxy, TLS, certificate, or the connection itself.</summary>
internal static class NetworkFailure
{
#if NET
    private static readonly Regex StatusInQuotes = new("'([1-5][0-9][0-9])'", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

#endif
    /// <summary>The kind and id of a failure to send a request or to read its answer.</summary>
    public static (FailureKind Kind, string Id) Classify(Exception exception)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
        {
            return IsCertificate(tls) ? (FailureKind.Certificate, "certificate_rejected") : (FailureKind.Connection, "tls_failed");
        }

        if (causes.OfType<SocketException>().FirstOrDefault() is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
        {
            return (FailureKind.Connection, "name_not_resolved");
        }

        return causes.Select(Known).FirstOrDefault(known => known is not null) is { } id
            ? (id == "certificate_rejected" ? FailureKind.Certificate : FailureKind.Connection, id)
            : (FailureKind.Connection, "connection_failed");
    }

    /// <summary>
    /// The status with which a proxy refused to connect; <see langword="null"/> where it is not that. .NET has it in its text only, which is English
    /// whatever the culture. On .NET Framework such an answer looks like one of the API.
    /// </summary>
    public static int? ProxyStatus(Exception exception) =>
#if NET
        Causes(exception).OfType<HttpRequestException>().FirstOrDefault(cause => cause.HttpRequestError == HttpRequestError.ProxyTunnelError) is { } refusal
        && StatusInQuotes.Match(refusal.Message) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
#else
        null;
#endif

    /// <summary>Whether a retry would fail the same way: the proxy refuses us, or the two sides can't agree on TLS. A handshake that is cut off is not one of them.</summary>
    public static bool IsFinal(Exception exception) =>
        ProxyStatus(exception) is >= 400 and < 500 and not (408 or 429) || Causes(exception).Any(cause => cause is AuthenticationException
#if NET
            // A SOCKS proxy has no status.
            || cause.GetType().Name == "SocksException" && cause.Message.Contains("authenticat", StringComparison.OrdinalIgnoreCase));
#else
            || cause is WebException { Status: WebExceptionStatus.SecureChannelFailure });
#endif

    /// <summary>Whether the failure proves that nothing of the request was sent: there was no connection yet, or no agreement on TLS.</summary>
    public static bool WasNotSent(Exception exception) => Causes(exception).Any(cause => cause is AuthenticationException
        || cause is SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.ConnectionRefused
                or SocketError.NetworkDown or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.HostUnreachable,
        }
#if NET
        || cause is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        });
#else
        || cause is WebException
        {
            Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.ConnectFailure
                or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure,
        });
#endif

    /// <summary>What the innermost cause says: the outer ones say that an error occurred.</summary>
    public static string Reason(Exception exception) => Causes(exception).Last().Message;

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    // SslStream explains a refused certificate itself; a failed handshake has the platform's error inside, except where the server
    // does not speak TLS at all, which on .NET the text alone tells (it is English whatever the culture).
    private static bool IsCertificate(AuthenticationException tls) => tls.InnerException is null
#if NET
        && tls.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
#endif
        ;

#if NET
    private static string? Known(Exception cause) => (cause as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "name_not_resolved",
        HttpRequestError.ProxyTunnelError => "proxy_failed",
        HttpRequestError.SecureConnectionError => "tls_failed",
        HttpRequestError.ResponseEnded => "connection_lost",
        _ => cause is HttpIOException ? "connection_lost" : null,
    };
#else
    private static string? Known(Exception cause) => (cause as WebException)?.Status switch
    {
        WebExceptionStatus.NameResolutionFailure => "name_not_resolved",
        WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy => "proxy_failed",
        WebExceptionStatus.TrustFailure => "certificate_rejected",
        WebExceptionStatus.SecureChannelFailure => "tls_failed",
        WebExceptionStatus.ConnectionClosed or WebExceptionStatus.ReceiveFailure or WebExceptionStatus.KeepAliveFailure => "connection_lost",
        _ => null,
    };
#endif
}
