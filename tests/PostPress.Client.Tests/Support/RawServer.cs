using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>A server that answers with whatever bytes a test wants, also such as no decent server sends. One script a request.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Func<Stream, CancellationToken, Task>[] _scripts;
    private int _next;

    /// <summary>Starts a server; the last script plays for every further request.</summary>
    public RawServer(params Func<Stream, CancellationToken, Task>[] scripts)
        : this(null, scripts)
    {
    }

    public RawServer(X509Certificate2? certificate, params Func<Stream, CancellationToken, Task>[] scripts)
    {
        _certificate = certificate;
        _scripts = scripts;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public string Address => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/v1";

    /// <summary>The heads of the requests that came, as sent.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Sends an answer made from text.</summary>
    public static Func<Stream, CancellationToken, Task> Answer(string text) =>
        (stream, stop) => stream.WriteAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), stop).AsTask();

    /// <summary>Sends a whole answer with a length.</summary>
    public static Func<Stream, CancellationToken, Task> Answer(int status, string body, string headers = "") =>
        Answer(status, Encoding.UTF8.GetBytes(body), headers);

    /// <inheritdoc cref="Answer(int, string, string)"/>
    public static Func<Stream, CancellationToken, Task> Answer(int status, byte[] body, string headers = "") => async (stream, stop) =>
    {
        await WriteAsync(stream, $"HTTP/1.1 {status} Status\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n", stop);
        await stream.WriteAsync(body, stop);
    };

    public static ValueTask WriteAsync(Stream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = HandleAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = await OpenAsync(connection);
            if (await ReadHeadAsync(stream) is { } head)
            {
                _requests.Enqueue(head);
                var script = Math.Min(Interlocked.Increment(ref _next) - 1, _scripts.Length - 1);
                await _scripts[script](stream, _stop.Token);
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // The client had enough of it, as it should; or the test is over.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient connection)
    {
        if (_certificate is null)
        {
            return connection.GetStream();
        }

        var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
