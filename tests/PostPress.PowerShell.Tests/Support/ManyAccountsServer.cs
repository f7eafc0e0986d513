using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PostPress.PowerShell.Tests;

/// <summary>An API of any number of accounts, each with a list of the same length, that sees how many calls are in flight.</summary>
internal sealed class ManyAccountsServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, int> _inFlight = new();
    private readonly int _length;
    private readonly TimeSpan _latency;
    private int _all;
    private int _mostOfAll;
    private int _mostOfOne;

    public ManyAccountsServer(int length, TimeSpan latency)
    {
        (_length, _latency) = (length, latency);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _listener.Start();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v1"));
        _ = ServeAsync();
    }

    public Uri BaseUri { get; }

    /// <summary>The most calls that were in flight at once.</summary>
    public int MostOfAll => Volatile.Read(ref _mostOfAll);

    /// <summary>The most of one account.</summary>
    public int MostOfOne => Volatile.Read(ref _mostOfOne);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var account = context.Request.QueryString["account_id"]!;
        Raise(ref _mostOfOne, _inFlight.AddOrUpdate(account, 1, (_, calls) => calls + 1));
        Raise(ref _mostOfAll, Interlocked.Increment(ref _all));
        await Task.Delay(_latency);
        var body = Encoding.UTF8.GetBytes(Page(account, context.Request.QueryString["cursor"], context.Request.QueryString["limit"]!));
        _inFlight.AddOrUpdate(account, 0, (_, calls) => calls - 1);
        Interlocked.Decrement(ref _all);
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    private string Page(string account, string? cursor, string limit)
    {
        var begin = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var end = Math.Min(_length, begin + int.Parse(limit, CultureInfo.InvariantCulture));
        var items = string.Join(',', Enumerable.Range(begin, end - begin).Select(number => $$"""{"member_id":"{{account}}-{{number}}","first_name":"Ada"}"""));
        return $$"""{"object":"UserRelationsList","items":[{{items}}],"cursor":{{(end < _length ? $"\"{end}\"" : "null")}}}""";
    }

    private static void Raise(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
