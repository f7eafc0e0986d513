using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PostPress.Client.Tests.Support;

/// <summary>Speaks plain HTTP where TLS is expected, without listening first.</summary>
internal sealed class PlainServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public PlainServer()
    {
        _listener.Start();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"));
        _ = Task.Run(AnswerAsync);
    }

    public Uri BaseUri { get; }

    public void Dispose() => _listener.Stop();

    private async Task AnswerAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        // The hello is read, or closing would reset the connection before the answer is seen.
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    }
}
