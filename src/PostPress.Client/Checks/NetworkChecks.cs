using System.Net;
using System.Net.Sockets;

namespace PostPress.Client;

/// <summary>The steps on the way to the API. No request is sent, and the key is not looked at.</summary>
internal sealed class NetworkChecks(TestedConnection tested, TimeProvider clock)
{
    private const int ShownAddresses = 4;

    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(tested.Settings.TimeoutSec);
    private Uri? _proxy;
    private TlsProbe? _throughProxy;

    private Uri BaseUri => tested.BaseUri!;

    private string NoAnswer => FormattableString.Invariant($"no answer in {_timeout.TotalSeconds:0} s");

    /// <summary>Whether there is an address that can be used.</summary>
    public StepOutcome Address()
    {
        if (tested.AddressRefusal is { } refusal)
        {
            return StepOutcome.Failed(refusal);
        }

        _proxy = Transport.ProxyFor(BaseUri, tested.Settings);
        return ConnectionRules.FindOddity(BaseUri) is { } oddity
            ? StepOutcome.Passed(oddity, ConnectionRules.GiveAddress)
            : StepOutcome.Passed(tested.Connection is { IsSandbox: true } ? $"{BaseUri} (the sandbox)." : $"{BaseUri}.");
    }

    /// <summary>Whether the name of the host resolves.</summary>
    public async Task<StepOutcome> ResolveAsync(CancellationToken cancellation)
    {
        if (BaseUri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return StepOutcome.Skipped($"{BaseUri.Host} is an IP address.");
        }

        if (_proxy is not null)
        {
            return StepOutcome.Skipped("The proxy resolves the name.");
        }

        try
        {
            var addresses = await LookUpAsync(BaseUri.IdnHost, cancellation).WaitAsync(_timeout, clock, cancellation).ConfigureAwait(false);
            var shown = string.Join(", ", addresses.Take(ShownAddresses)) + (addresses.Length > ShownAddresses ? ", …" : "");
            return StepOutcome.Passed($"{BaseUri.Host} has {addresses.Length} {(addresses.Length == 1 ? "address" : "addresses")}: {shown}.");
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            return StepOutcome.Unreachable("name_not_resolved", $"{BaseUri.Host}: {Reason(exception)}");
        }
    }

    /// <summary>Which proxy there is, and whether it lets a connection to the API through.</summary>
    public async Task<StepOutcome> TakeProxyAsync(CancellationToken cancellation)
    {
        if (_proxy is null)
        {
            return StepOutcome.Passed(ConnectionRules.IsLoopback(BaseUri) ? "None: the local host is reached without one." : "None.");
        }

        var named = $"{_proxy.Scheme}://{_proxy.Authority} ({(tested.Settings.Proxy is null ? "of the system or the environment" : "of -Proxy")})";
        _throughProxy = await TlsProbe.RunAsync(BaseUri, tested.Settings, clock, cancellation).ConfigureAwait(false);
        // Until TLS begins, it is the proxy that answers.
        return _throughProxy.Fault is { Id: not ("tls_failed" or "certificate_rejected") } fault
            ? StepOutcome.Unreachable("proxy_failed", $"{named}: {fault.Reason}")
            : StepOutcome.Passed($"{named} lets the connection through.");
    }

    /// <summary>Whether something listens at the address.</summary>
    public async Task<StepOutcome> ConnectAsync(CancellationToken cancellation)
    {
        if (_proxy is not null)
        {
            return StepOutcome.Skipped("The proxy makes it.");
        }

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(BaseUri.IdnHost.Trim('[', ']'), BaseUri.Port).WaitAsync(_timeout, clock, cancellation).ConfigureAwait(false);
            return StepOutcome.Passed($"Connected to {Shown((IPEndPoint)socket.RemoteEndPoint!)}.");
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            return StepOutcome.Unreachable("connection_failed", $"{BaseUri.Authority}: {Reason(exception)}");
        }
    }

    /// <summary>Whether TLS is agreed on, and for how long the certificate is valid.</summary>
    public async Task<StepOutcome> SecureAsync(CancellationToken cancellation)
    {
        if (BaseUri.Scheme == Uri.UriSchemeHttp)
        {
            return StepOutcome.Skipped("Plain http to the local host does without.");
        }

        var probe = _throughProxy ?? await TlsProbe.RunAsync(BaseUri, tested.Settings, clock, cancellation).ConfigureAwait(false);
        return probe.Describe(clock.GetUtcNow());
    }

#if NET
    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellation) => Dns.GetHostAddressesAsync(host, cancellation);
#else
    private static Task<IPAddress[]> LookUpAsync(string host, CancellationToken _) => Dns.GetHostAddressesAsync(host);
#endif

    private static IPEndPoint Shown(IPEndPoint end) => end.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(end.Address.MapToIPv4(), end.Port) : end;

    private string Reason(Exception exception) => exception is TimeoutException ? NoAnswer : exception.Message;
}
