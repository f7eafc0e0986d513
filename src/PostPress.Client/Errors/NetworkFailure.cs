using System.Net.Sockets;
using System.Security.Authentication;
#if !NET
using System.Net;
#endif

namespace PostPress.Client;

/// <summary>Tells what an exception of the network means: name resolution, proxy, TLS, certificate, or the connection itself.</summary>
internal static class NetworkFailure
{
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
