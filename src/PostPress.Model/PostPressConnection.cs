using System.Collections.ObjectModel;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;

namespace PostPress;

/// <summary>
/// How to reach the API: its address, the key and the settings. Made by <c>Connect-PostPress</c>.
/// The key is in no public member, so no view, serializer or walk over the object can show it; only that of a sandbox, which is made up,
/// is in <see cref="Sandbox"/>.
/// </summary>
public sealed class PostPressConnection
{
    private readonly SecureString _key;

    internal PostPressConnection(Uri baseUri, SecureString key, ConnectionSettings settings)
    {
        BaseUri = baseUri;
        Settings = settings;
        _key = key.Copy();
        _key.MakeReadOnly();
        MaskedKey = Mask(RevealKey());
    }

    /// <summary>The API's address, e.g. <c>https://api.postpress.ai/v1</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>Enough of the key to tell it from another: its kind and its last four characters, e.g. <c>pp_live_…9x2f</c>.</summary>
    public string MaskedKey { get; }

    /// <summary>Whether this is the local sandbox.</summary>
    public bool IsSandbox => Sandbox is not null;

    /// <summary>The local sandbox that was started with the connection, with its clock and its calls; <see langword="null"/> for any other API.</summary>
    public PostPressSandbox? Sandbox { get; init; }

    /// <summary>The accounts that the sandbox serves; empty for the real API: Get-PostPressAccount lists those.</summary>
    public ReadOnlyCollection<string> AccountId { get; init; } = Array.AsReadOnly(Array.Empty<string>());

    /// <summary>Time-outs, retries, pace and proxy.</summary>
    public ConnectionSettings Settings { get; init; }

    /// <summary>The address and the masked key, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean($"{BaseUri} ({MaskedKey})");

    /// <summary>The key in the clear: for the request's header and the redaction, and nothing else.</summary>
    internal string RevealKey()
    {
        // NetworkCredential would keep a second copy; the BSTR is wiped at once.
        var pointer = Marshal.SecureStringToBSTR(_key);
        try
        {
            return Marshal.PtrToStringBSTR(pointer);
        }
        finally
        {
            Marshal.ZeroFreeBSTR(pointer);
        }
    }

    /// <summary>The same connection with other settings, for a cmdlet that overrides one.</summary>
    internal PostPressConnection With(ConnectionSettings settings) =>
        new(BaseUri, _key, settings) { Sandbox = Sandbox, AccountId = AccountId };

    private static string Mask(string key)
    {
        // Four characters tell keys apart; of a short key they would give away too much.
        var tail = key.Length >= 16 ? key[^4..] : "";
        string[] kinds = ["pp_live_", "pp_test_"];
        var kind = kinds.FirstOrDefault(kind => key.StartsWith(kind, StringComparison.Ordinal)) ?? "";
        return $"{kind}…{tail}";
    }
}

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

/// <summary>A key or an address that can't be used; said at once, before anything is sent. Its message never holds the key.</summary>
public sealed class InvalidConnectionException : ArgumentException
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="id">The stable id, e.g. <c>BaseUriNotHttps</c>.</param>
    /// <param name="message">What is wrong and what to give instead.</param>
    /// <param name="recommendedAction">What to do now.</param>
    public InvalidConnectionException(string id, string message, string recommendedAction)
        : base(DisplayText.Clean($"{message} {recommendedAction}"))
    {
        Id = id;
        Summary = DisplayText.Clean(message);
        RecommendedAction = recommendedAction;
    }

    /// <summary>The stable id of the refusal.</summary>
    public string Id { get; }

    /// <summary>What is wrong.</summary>
    public string Summary { get; }

    /// <summary>What to do now.</summary>
    public string RecommendedAction { get; }
}
