using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>Writes what it likes to a connection; the connection is closed when it returns.</summary>
internal delegate Task RawAnswer(Stream stream, CancellationToken stop);

/// <summary>A server that sends scripted bytes, also such as no HTTP server would send, and remembers what it was asked.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int, RawAnswer> _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly List<string> _requests = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    /// <summary>Answers the requests one after the other; the last answer is given to all that follow.</summary>
    public RawServer(params RawAnswer[] answers)
        : this("http", null, InOrder(answers))
    {
    }

    /// <summary>Makes each answer from the head of its request.</summary>
    public RawServer(Func<string, RawAnswer> answer)
        : this("http", null, (head, _) => answer(head))
    {
    }

    private RawServer(string scheme, SslServerAuthenticationOptions? tls, Func<string, int, RawAnswer> answer)
    {
        (_tls, _answer) = (tls, answer);
        _listener.Start();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"));
        _ = Task.Run(AcceptAsync);
    }

    public Uri BaseUri { get; }

    /// <summary>The heads of the requests, whole.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public int Connections => _connections;

    /// <summary>Done when the first request is here.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Done when the first connection is over: that of a stalled answer, when the client goes away.</summary>
    public Task Closed => _closed.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static RawServer WithTls(X509Certificate2 certificate, SslProtocols protocols, params RawAnswer[] answers) =>
        new("https", new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, InOrder(answers));

    /// <summary>Its address says TLS, and it answers the client's hello in plain text.</summary>
    public static RawServer WithoutTls(RawAnswer answer) => new("https", null, (_, _) => answer);

    /// <summary>A port on which nobody listens.</summary>
    public static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private static Func<string, int, RawAnswer> InOrder(RawAnswer[] answers) => (_, number) => answers[Math.Min(number, answers.Length) - 1];

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = Task.Run(() => ServeAsync(client));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = await OpenAsync(client.GetStream());
            var head = await ReadHeadAsync(stream);
            await _answer(head, Record(head))(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has had enough, as many of the tests want.
        }

        _closed.TrySetResult();
    }

    private async Task<Stream> OpenAsync(NetworkStream network)
    {
        if (_tls is null)
        {
            return network;
        }

        var secure = new SslStream(network);
        await secure.AuthenticateAsServerAsync(_tls, _stop.Token);
        return secure;
    }

    private int Record(string head)
    {
        lock (_requests)
        {
            _requests.Add(head);
            _asked.TrySetResult();
            return _requests.Count;
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        const char hello = '\x16';
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && (head.Length == 0 || head[0] != hello))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                throw new IOException("The client went away.");
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
