using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PostPress.Client.Tests.Requests;

/// <summary>No answer at all: each cause by its own name, and the key given to nobody.</summary>
public sealed class NetworkFailureTests
{
    private static readonly ConnectionSettings NoRetries = ClientRun.Hasty with { MaximumRetryCount = 0 };

    [Fact]
    public async Task A_self_signed_certificate_is_rejected_and_the_key_is_not_sent()
    {
        using var certificate = SelfSigned();
        using var server = RawServer.WithTls(certificate, SslProtocols.None, RawAnswers.Whole(200, RawAnswers.LastPage));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Certificate, "certificate_rejected"), (failure.Kind, failure.Id));
        Assert.Empty(server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Plain_text_in_place_of_TLS_is_tls_failed()
    {
        using var server = RawServer.WithoutTls(RawAnswers.Whole(400, ""));
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries);

        Assert.Equal((FailureKind.Connection, "tls_failed"), (failure.Kind, failure.Id));
    }

    [Fact]
    public async Task A_server_that_knows_only_old_TLS_is_tls_failed()
    {
        using var certificate = SelfSigned();
#pragma warning disable SYSLIB0039, CA5397 // The old version is what the test is about.
        using var server = RawServer.WithTls(certificate, SslProtocols.Tls11, RawAnswers.Whole(200, RawAnswers.LastPage));
#pragma warning restore SYSLIB0039, CA5397
        // With retries: none could help.
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Connection, "tls_failed"), (failure.Kind, failure.Id));
        Assert.Empty(server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_handshake_that_is_cut_off_is_retried()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var connections = 0;
        _ = Task.Run(async () =>
        {
            while (true)
            {
                (await server.AcceptTcpClientAsync()).Dispose();
                connections++;
            }
        });
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/v1");
        var failure = await ClientRun.FailureAsync(address, ClientRun.Hasty with { MaximumRetryCount = 2 });

        Assert.Equal(FailureKind.Connection, failure.Kind);
        Assert.Equal(3, connections);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_refused_connection_or_handshake_does_not_count(string scheme)
    {
        using var plain = RawServer.WithoutTls(RawAnswers.Whole(400, ""));
        var address = scheme == "http" ? $"http://127.0.0.1:{RawServer.ClosedPort()}/v1" : plain.BaseUri.AbsoluteUri;
        using var folder = new TemporaryFolder();
        var options = new ClientOptions { LedgerFolder = folder.Path };
        await ClientRun.FailureAsync(new Uri(address), ClientRun.Hasty with { MaximumRetryCount = 0, UseLedger = true }, options);

        Assert.Equal(0, Assert.Single(CallLedger.Find(folder.Path)!.Read(TimeProvider.System, 1500)).Calls);
    }

    [Fact]
    public async Task A_closed_port_is_connection_failed_and_retried()
    {
        var planned = new List<RetryPlanned>();
        var options = new ClientOptions { Observer = happened => planned.AddRange(new[] { happened }.OfType<RetryPlanned>()) };
        var failure = await ClientRun.FailureAsync(new Uri($"http://127.0.0.1:{RawServer.ClosedPort()}/v1"), ClientRun.Hasty with { MaximumRetryCount = 2 }, options);

        Assert.Equal((FailureKind.Connection, "connection_failed"), (failure.Kind, failure.Id));
        Assert.Equal(2, planned.Count);
        Assert.Contains("127.0.0.1", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_is_name_not_resolved()
    {
        var failure = await ClientRun.FailureAsync(new Uri("https://postpress.invalid/v1"), NoRetries);

        Assert.Equal((FailureKind.Connection, "name_not_resolved"), (failure.Kind, failure.Id));
        Assert.Contains("postpress.invalid", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task A_connection_closed_before_the_answer_is_connection_lost_and_retried(string answer)
    {
        using var server = new RawServer(RawAnswers.Raw(answer));
        using var client = ClientRun.Open(server.BaseUri, ClientRun.Hasty with { MaximumRetryCount = 2 });
        var failure = await ClientRun.FailureAsync(client);

        Assert.Equal((FailureKind.Connection, "connection_lost"), (failure.Kind, failure.Id));
        Assert.Equal(3, client.Statistics.Calls);
        // HttpClient sends a request again by itself, three times at the most, where not a byte came; nothing turns that off.
        Assert.InRange(server.Requests.Count, 3, 12);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nthis is no header\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 999999 OK\r\n\r\n")]
    public async Task An_answer_that_is_not_HTTP_is_a_failure_of_the_connection_or_of_the_protocol(string answer)
    {
        using var server = new RawServer(RawAnswers.Raw(answer));
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries);

        Assert.Contains(failure.Kind, new[] { FailureKind.Connection, FailureKind.Protocol });
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_head_that_never_ends_is_given_up()
    {
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw("HTTP/1.1 200 OK\r\n")(stream, stop);
            while (true)
            {
                await RawAnswers.Raw("X-Filler: " + new string('x', 1000) + "\r\n")(stream, stop);
            }
        });
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries);

        Assert.Equal(FailureKind.Connection, failure.Kind);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
