using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Support;

/// <summary>When the exporting process is killed, seen from the server.</summary>
public enum KillMoment
{
    /// <summary>A page is asked for and not answered yet: the page before it may still be being written.</summary>
    BeforePage,

    /// <summary>Half of a page's body has been sent.</summary>
    InsidePage,

    /// <summary>The page has been sent: somewhere in parsing, writing, flushing, the journal, the rename.</summary>
    AfterPage,
}

/// <summary>Serves the sandbox's people, lets them come and go, and has a process killed at a chosen moment of a chosen call.</summary>
internal sealed class KillingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SandboxOptions _options;
    private readonly SandboxApi _api;
    private readonly FaultPlan _faults;
    private readonly HashSet<string> _stayed = [];
    private readonly HashSet<string> _ever = [];
    private int _calls;

    public KillingServer(SandboxOptions options)
    {
        _options = options;
        _api = new SandboxApi(options);
        _faults = new FaultPlan(options.Faults, options.Seed);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _listener.Start();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v1"));
        _ = Task.Run(ServeAsync);
    }

    public Uri BaseUri { get; }

    /// <summary>The accounts, for people to come and go.</summary>
    public SandboxAccounts Accounts => _api.Accounts;

    /// <summary>What to do at the moment; <see langword="null"/> for an undisturbed run.</summary>
    public Action? Kill { get; set; }

    public KillMoment Moment { get; set; }

    /// <summary>The call that it strikes, counted from 1.</summary>
    public int AtCall { get; set; }

    /// <summary>How long after the answer an <see cref="KillMoment.AfterPage"/> strikes.</summary>
    public TimeSpan After { get; set; }

    public void Restart() => _calls = 0;

    /// <summary>Remembers from now on who of the main account stays, and who was there at any time.</summary>
    public void Watch()
    {
        lock (_api)
        {
            _stayed.Clear();
            _stayed.UnionWith(Members());
            _ever.Clear();
            _ever.UnionWith(_stayed);
        }
    }

    /// <summary>Those who were there all the time since <see cref="Watch"/>, and those who were there at any time.</summary>
    public (IReadOnlyCollection<string> Stayed, IReadOnlyCollection<string> Ever) Watched()
    {
        lock (_api)
        {
            return ([.. _stayed], [.. _ever]);
        }
    }

    /// <summary>Lets people of the main account come and go.</summary>
    public void Move(SandboxFault fault) => Move(fault, Request(cursor: null));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The killed process has closed its end, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = SandboxRequest.Parse(context.Request.Url!, "GET", context.Request.Headers["X-API-KEY"], context.Request.RawUrl);
        var strikes = Kill is not null && ++_calls == AtCall;
        if (strikes && Moment != KillMoment.AfterPage)
        {
            await KillAsync(context.Response, _api.Answer(request).Body);
            return;
        }

        var fault = _faults.Next(request.AccountId!, request.Cursor is null);
        if (fault is not null && FaultPlan.MovesList(fault.Kind))
        {
            Move(fault, request);
        }

        var answer = fault?.Kind == SandboxFaultKind.Error ? SandboxApi.Refuse(SandboxError.Of(fault)) : _api.Answer(request);
        await FaultPlayer.SendAsync(context.Response, answer, fault, CancellationToken.None);
        if (strikes)
        {
            SpinWait.SpinUntil(() => false, After);
            Kill!();
        }
    }

    // The last call of a killed process can be answered when it is dead, and the test goes on.
    private void Move(SandboxFault fault, SandboxRequest request)
    {
        lock (_api)
        {
            _api.Move(fault, request);
            var now = Members();
            _stayed.IntersectWith(now);
            _ever.UnionWith(now);
        }
    }

    private List<string> Members()
    {
        List<string> members = [];
        string? cursor = null;
        do
        {
            var page = RelationParser.Parse(_api.Answer(Request(cursor)).Body, ExportRun.Account);
            members.AddRange(page.Items.Select(person => person.MemberId!));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return members;
    }

    private SandboxRequest Request(string? cursor) => new("GET", "/v1/users/relations", _options.ApiKey, ExportRun.Account, "1000", cursor, null);

    private async Task KillAsync(HttpListenerResponse response, byte[] body)
    {
        if (Moment == KillMoment.InsidePage)
        {
            response.ContentLength64 = body.Length;
            await response.OutputStream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await response.OutputStream.FlushAsync();
        }

        Kill!();
        response.Abort();
    }
}
