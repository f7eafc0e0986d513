using System.Collections.ObjectModel;
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

    /// <summary>The address and the masked key.</summary>
    public override string ToString() => $"{BaseUri} ({MaskedKey})";

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
