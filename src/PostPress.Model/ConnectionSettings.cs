using System.Net;

namespace PostPress;

/// <summary>How a connection behaves: time-outs, retries, pace and proxy. Fixed when the connection is made.</summary>
public sealed record ConnectionSettings
{
    /// <summary>Seconds until a request times out that gets no answer, or no further part of one. 1 or more; default 100.</summary>
    public int TimeoutSec { get; init; } = 100;

    /// <summary>How often one page is retried after a transient failure. 0 or more; default 5.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The pause before the first retry of a page, in seconds; it doubles each time, up to 60. Default 1.</summary>
    public double RetryIntervalSec { get; init; } = 1;

    /// <summary>The longest <c>Retry-After</c> that is waited for, in seconds; default 300.</summary>
    public int MaximumRetryWaitSec { get; init; } = 300;

    /// <summary>The average pause between two pages of one account, in seconds, varied by half of it either way. Default 2.</summary>
    public double PageDelaySec { get; init; } = 2;

    /// <summary>The most calls to one account in 24 hours, of all runs together. 0 for no limit; default 1500.</summary>
    public int MaximumCallsPerDay { get; init; } = 1500;

    /// <summary>Whether the ledger of calls is kept for an address of the local host too, such as the sandbox; for others it always is.</summary>
    public bool UseLedger { get; init; }

    /// <summary>The proxy's address; <see langword="null"/> for the system's own.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The credentials for the proxy. Not public, so that no view of a connection can show them.</summary>
    internal ICredentials? ProxyCredentials { get; init; }
}
