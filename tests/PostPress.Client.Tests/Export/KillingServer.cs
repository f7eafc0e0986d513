using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PostPress.Client.Tests.Export;

/// <summary>When the exporting process is killed, seen from the server.</summary>
public enum KillMoment
{
    /// <summary>A page is asked for and not answered yet: the page before it is done.</summary>
    BeforePage,

    /// <summary>Half of a page's body has been sent.</summary>
    InsidePage,

    /// <summary>The page has been sent: somewhere in parsing, writing, flushing, the journal, the rename.</summary>
    AfterPage,
}

/// <summary>Serves the sandbox's people, and has a process killed at a chosen moment of a chosen call.</summary>
internal sealed class KillingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SandboxApi _api;
    private readonly FaultPlan _faults;
    private int _calls;

    public KillingServer(SandboxOptions options)
    {
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
        var query = QueryString.Parse(context.Request.RawUrl!);
        var request = new SandboxRequest(
            "GET", context.Request.Url!.AbsolutePath, context.Request.Headers["X-API-KEY"], query.Find("account_id"), query.Find("limit"), query.Find("cursor"), null);
        var answer = _api.Answer(request);
        var strikes = Kill is not null && ++_calls == AtCall;
        if (strikes && Moment != KillMoment.AfterPage)
        {
            await KillAsync(context.Response, answer.Body);
            return;
        }

        var fault = _faults.Next(request.AccountId!, request.Cursor is null);
        answer = fault?.Kind == SandboxFaultKind.Error ? SandboxApi.Refuse(SandboxErrors.Of(fault)) : answer;
        await FaultPlayer.SendAsync(context.Response, answer, fault, CancellationToken.None);
        if (strikes)
        {
            SpinWait.SpinUntil(() => false, After);
            Kill!();
        }
    }

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
