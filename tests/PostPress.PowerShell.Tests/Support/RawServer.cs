using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PostPress.PowerShell.Tests;

/// <summary>A server that someone else wrote: plain sockets, an answer made for each request, one request a connection.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawRequest, int, RawAnswer> _answer;
    private readonly List<RawRequest> _requests = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it; the answer is made from the request and how many came before it.</summary>
    public RawServer(Func<RawRequest, int, RawAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _ = AcceptAsync();
    }

    public Uri BaseUri { get; }

    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Ends when a request is here.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Ends when a client goes away without the answer that it waited for.</summary>
    public Task Abandoned => _abandoned.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            if (await ReadAsync(stream) is not { } request)
            {
                return;
            }

            var answer = _answer(request, Remember(request));
            if (answer.Head is null)
            {
                await WaitForEndAsync(stream);
                return;
            }

            var body = Encoding.UTF8.GetBytes(answer.Body);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer.Head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(body);
        }
    }

    private int Remember(RawRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            _asked.TrySetResult();
            return _requests.Count - 1;
        }
    }

    private async Task WaitForEndAsync(NetworkStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[64]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Gone with a reset: gone all the same.
        }

        _abandoned.TrySetResult();
    }

    private static async Task<RawRequest?> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new RawRequest(first.Split(' ')[1], headers);
    }
}
