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
    private readonly RawAnswer[] _answers;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly List<string> _requests = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    /// <summary>Answers the requests one after the other; the last answer is given to all that follow.</summary>
    public RawServer(params RawAnswer[] answers)
        : this(null, answers)
    {
    }

    private RawServer(SslServerAuthenticationOptions? tls, RawAnswer[] answers)
    {
        _tls = tls;
        _answers = answers;
        _listener.Start();
        var scheme = tls is null ? "http" : "https";
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
    public Task Asked => _asked.Task;

    public static RawServer WithTls(X509Certificate2 certificate, SslProtocols protocols, params RawAnswer[] answers) =>
        new(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, answers);

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
            var answer = _answers[Math.Min(Record(await ReadHeadAsync(stream)), _answers.Length) - 1];
            await answer(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has had enough, as many of the tests want.
        }
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
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
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
