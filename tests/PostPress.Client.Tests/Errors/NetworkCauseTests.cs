using System.Net.Sockets;
using System.Security.Authentication;

namespace PostPress.Client.Tests.Errors;

/// <summary>What an exception of the network is called, for those that no server on 127.0.0.1 can bring about.</summary>
public sealed class NetworkCauseTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, "name_not_resolved")]
    [InlineData(SocketError.NoData, "name_not_resolved")]
    [InlineData(SocketError.TryAgain, "name_not_resolved")]
    [InlineData(SocketError.ConnectionRefused, "connection_failed")]
    [InlineData(SocketError.NetworkUnreachable, "connection_failed")]
    public void A_socket_names_its_cause(SocketError error, string id)
    {
        Assert.Equal((FailureKind.Connection, id), NetworkFailure.Classify(new HttpRequestException("It failed.", new SocketException((int)error))));
    }

    [Fact]
    public void A_failed_handshake_has_the_platforms_error_inside_and_is_no_matter_of_the_certificate()
    {
        var handshake = new AuthenticationException("It failed; the certificate may be in order.", new InvalidOperationException("No common algorithm."));
        Assert.Equal((FailureKind.Connection, "tls_failed"), NetworkFailure.Classify(new HttpRequestException("It failed.", handshake)));
    }

    [Fact]
    public void A_refused_certificate_is_one_however_deep_it_lies()
    {
        var refused = new AuthenticationException("The remote certificate is invalid.");
        Assert.Equal(
            (FailureKind.Certificate, "certificate_rejected"),
            NetworkFailure.Classify(new HttpRequestException("It failed.", new IOException("It failed.", refused))));
    }

    [Fact]
    public void The_reason_is_the_innermost_one()
    {
        var exception = new HttpRequestException("An error occurred.", new IOException("Something was wrong.", new SocketException((int)SocketError.ConnectionReset)));
        Assert.Equal(exception.GetBaseException().Message, NetworkFailure.Reason(exception));
    }

#if NET
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "name_not_resolved")]
    [InlineData(HttpRequestError.ProxyTunnelError, "proxy_failed")]
    [InlineData(HttpRequestError.SecureConnectionError, "tls_failed")]
    [InlineData(HttpRequestError.ResponseEnded, "connection_lost")]
    [InlineData(HttpRequestError.Unknown, "connection_failed")]
    public void Where_no_cause_lies_inside_the_request_names_it(HttpRequestError error, string id)
    {
        Assert.Equal((FailureKind.Connection, id), NetworkFailure.Classify(new HttpRequestException(error)));
    }

    [Fact]
    public void An_answer_that_ends_early_inside_another_exception_is_a_lost_connection()
    {
        var exception = new HttpRequestException("It failed.", new HttpIOException(HttpRequestError.InvalidResponse));
        Assert.Equal((FailureKind.Connection, "connection_lost"), NetworkFailure.Classify(exception));
    }
#else
    [Theory]
    [InlineData(System.Net.WebExceptionStatus.NameResolutionFailure, "name_not_resolved")]
    [InlineData(System.Net.WebExceptionStatus.ProxyNameResolutionFailure, "proxy_failed")]
    [InlineData(System.Net.WebExceptionStatus.RequestProhibitedByProxy, "proxy_failed")]
    [InlineData(System.Net.WebExceptionStatus.SecureChannelFailure, "tls_failed")]
    [InlineData(System.Net.WebExceptionStatus.ConnectionClosed, "connection_lost")]
    [InlineData(System.Net.WebExceptionStatus.ReceiveFailure, "connection_lost")]
    [InlineData(System.Net.WebExceptionStatus.KeepAliveFailure, "connection_lost")]
    [InlineData(System.Net.WebExceptionStatus.ConnectFailure, "connection_failed")]
    public void On_NET_Framework_the_web_exception_inside_names_it(System.Net.WebExceptionStatus status, string id)
    {
        var exception = new HttpRequestException("It failed.", new System.Net.WebException("It failed.", status));
        Assert.Equal((FailureKind.Connection, id), NetworkFailure.Classify(exception));
    }

    [Fact]
    public void On_NET_Framework_a_certificate_that_is_not_trusted_is_of_its_own_kind()
    {
        var exception = new HttpRequestException("It failed.", new System.Net.WebException("It failed.", System.Net.WebExceptionStatus.TrustFailure));
        Assert.Equal((FailureKind.Certificate, "certificate_rejected"), NetworkFailure.Classify(exception));
    }
#endif
}
