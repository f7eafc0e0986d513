using System.Net;
using System.Net.Sockets;

namespace PostPress.Sandbox;

/// <summary>The API on the local host: real HTTP on 127.0.0.1, out of reach of other machines.</summary>
public sealed class SandboxServer : IDisposable
{
    private const int PortTries = 20;

    // Bounded, so that a sandbox that serves for days does not grow.
    private const int MostCalls = 10_000;

    private readonly HttpListener _listener;
    private readonly SandboxOptions _options;
    private readonly SandboxApi _api;
    private readonly FaultPlan _faults;
    private readonly Queue<SandboxCall> _calls = new();
    private readonly CancellationTokenSource _stop = new();

    private SandboxServer(HttpListener listener, int port, SandboxOptions options)
    {
        _listener = listener;
        _options = options;
        _api = new SandboxApi(options);
        _faults = new FaultPlan(options.Faults, options.Seed);
        BaseUri = new Uri($"http://127.0.0.1:{port}/v1");
    }

    /// <summary>The address of the API.</summary>
    public Uri BaseUri { get; }

    /// <summary>What it serves, without the way over HTTP.</summary>
    internal SandboxApi Api => _api;

    /// <summary>Starts a sandbox.</summary>
    /// <exception cref="HttpListenerException">The port is taken or may not be used.</exception>
    public static SandboxServer Start(SandboxOptions options)
    {
        for (var tries = 1; ; tries++)
        {
            var port = options.Port == 0 ? FreePort() : options.Port;
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                var server = new SandboxServer(listener, port, options);
                _ = Task.Run(server.AcceptAsync);
                return server;
            }
            catch (HttpListenerException) when (options.Port == 0 && tries < PortTries)
            {
                // Someone else took the port between our look and our start.
                listener.Close();
            }
            catch
            {
                listener.Close();
                throw;
            }
        }
    }

    /// <summary>The sandbox as its users hold it.</summary>
    public PostPressSandbox Describe() => new(BaseUri, this, Calls, _api.Accounts.Clock)
    {
        ApiKey = _options.ApiKey,
        AccountId = _api.Accounts.Ids,
        RelationCount = _options.RelationCount,
    };

    /// <summary>Stops answering and closes the port.</summary>
    public void Dispose()
    {
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _listener.Close();
        }
    }

    // HttpListener takes no port 0.
    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => HandleAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped while it waited, or a client that went away while it connected.
            }
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            var (answer, fault) = Answer(context.Request);
            await FaultPlayer.SendAsync(context.Response, answer, fault, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The client went away in the middle, or the sandbox stops; whatever it was, a client that is still there must not wait for more.
            context.Response.Abort();
        }
    }

    private (SandboxAnswer Answer, SandboxFault? Fault) Answer(HttpListenerRequest listened)
    {
        SandboxRequest? request = null;
        try
        {
            request = Read(listened);
            return Answer(request);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var answer = SandboxApi.Refuse(SandboxError.Find("unexpected_error")! with { Detail = $"The sandbox itself failed: {exception.Message}" });
            Log(Describe(request ?? new SandboxRequest(listened.HttpMethod, listened.RawUrl ?? "", null, null, null, null, null), answer, fault: null));
            return (answer, null);
        }
    }

    private (SandboxAnswer Answer, SandboxFault? Fault) Answer(SandboxRequest request)
    {
        // Pages are counted for each list: the relations of an account, or the accounts.
        var list = request.IsForAccounts ? request.Path : request.AccountId ?? "";
        var answer = _api.Answer(request);
        var fault = answer.Status == 200 ? _faults.Next(list, request.Cursor is null, canMove: request.IsForRelations) : null;
        answer = fault?.Kind switch
        {
            SandboxFaultKind.Error => SandboxApi.Refuse(SandboxError.Of(fault)),
            { } kind when FaultPlan.MovesList(kind) => Moved(fault, request),
            SandboxFaultKind.RepeatCursor when request.Cursor is not null => _api.Answer(request, forcedCursor: request.Cursor),
            _ => answer,
        };
        Log(Describe(request, answer, fault));
        // Counted before it is sent: the next call may be here before this one returns.
        if (answer.Status == 200 && fault?.Kind is not (SandboxFaultKind.Drop or SandboxFaultKind.Cut or SandboxFaultKind.Stall or SandboxFaultKind.Garbage))
        {
            _faults.Served(list);
        }

        return (answer, fault);
    }

    private SandboxAnswer Moved(SandboxFault fault, SandboxRequest request)
    {
        _api.Move(fault, request);
        return _api.Answer(request);
    }

    private static SandboxRequest Read(HttpListenerRequest request)
    {
        const string bearer = "Bearer ";
        var authorization = request.Headers["Authorization"];
        var key = request.Headers["X-API-KEY"]
            ?? (authorization?.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[bearer.Length..] : null);
        // HttpListener decodes a query by the request's own charset and takes Latin-1 for UTF-8's absence: read the raw address.
        return SandboxRequest.Parse(request.Url!, request.HttpMethod, key, request.RawUrl ?? "");
    }

    private void Log(SandboxCall call)
    {
        lock (_calls)
        {
            _calls.Enqueue(call);
            if (_calls.Count > MostCalls)
            {
                _calls.Dequeue();
            }
        }
    }

    private IReadOnlyList<SandboxCall> Calls()
    {
        lock (_calls)
        {
            return _calls.ToArray();
        }
    }

    private SandboxCall Describe(SandboxRequest request, SandboxAnswer answer, SandboxFault? fault) => new()
    {
        Time = _api.Accounts.Clock.Now,
        Path = request.Path,
        AccountId = request.AccountId,
        Limit = request.Limit,
        Cursor = request.Cursor,
        Filter = request.Filter,
        Status = fault?.Kind == SandboxFaultKind.Drop ? 0 : answer.Status,
        RelationCount = answer.RelationCount,
        Fault = fault?.Kind.ToString(),
    };
}

/// <summary>What a sandbox is like.</summary>
public sealed record SandboxOptions
{
    /// <summary>How many relations the main account has, 0 to 10,000,000.</summary>
    public long RelationCount { get; init; } = 1000;

    /// <summary>The port on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the people and the chance of faults are made from: the same seed gives the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The key that it takes.</summary>
    public string ApiKey { get; init; } = "pp_test_sandbox_3k7d9x2f";

    /// <summary>The faults that it plays.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>Where its clock stands until it is set again; <see langword="null"/> for the real time.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The faults that are not of single calls, but how the lists live.</summary>
    internal IReadOnlyList<SandboxFault> Live => [.. Faults.Where(fault => fault is { Kind: SandboxFaultKind.Live })];
}
