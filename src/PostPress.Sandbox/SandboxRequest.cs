using System.Globalization;
using System.Text;

namespace PostPress.Sandbox;

/// <summary>A request as the API sees it.</summary>
internal sealed record SandboxRequest(string Method, string Path, string? Key, string? AccountId, string? Limit, string? Cursor, string? Filter)
{
    private const string AccountPath = "accounts/";
    private const string CursorBegin = "{\"v\":";

    /// <summary>Whether it asks for relations.</summary>
    public bool IsForRelations => Resource == "users/relations";

    /// <summary>Whether it asks for the accounts, or for one of them.</summary>
    public bool IsForAccounts => Resource == "accounts" || AccountInPath is not null;

    /// <summary>The account that the path names, decoded; <see langword="null"/> where it names none.</summary>
    public string? AccountInPath => Resource.StartsWith(AccountPath, StringComparison.Ordinal) && Resource.Length > AccountPath.Length
        ? Uri.UnescapeDataString(Resource[AccountPath.Length..])
        : null;

    /// <summary>The place in the list from which on the request reads; <see langword="null"/> where its cursor is not one of ours.</summary>
    public long? Offset => Cursor is null ? 0 : OffsetOf(Cursor);

    // The path behind the version, on both of the documented addresses.
    private string Resource =>
        Path.StartsWith("/v1/", StringComparison.Ordinal) ? Path["/v1/".Length..]
        : Path.StartsWith("/api/v1/", StringComparison.Ordinal) ? Path["/api/v1/".Length..]
        : "";

    /// <summary>Reads a request.</summary>
    /// <param name="address">The address.</param>
    /// <param name="method">The method.</param>
    /// <param name="key">The API key that came with it.</param>
    /// <param name="sent">The address as it was sent, where <paramref name="address"/> may have been decoded by another charset.</param>
    public static SandboxRequest Parse(Uri address, string method = "GET", string? key = null, string? sent = null)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        sent ??= address.AbsoluteUri;
        var begin = sent.IndexOf('?');
        foreach (var pair in begin < 0 ? [] : sent[(begin + 1)..].Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            parameters[Decode(name)] = Decode(value);
        }

        var request = new SandboxRequest(method, address.AbsolutePath, key, Find("account_id"), Find("limit"), Find("cursor"), Find("filter"));
        return request.AccountInPath is { } id ? request with { AccountId = id } : request;

        string? Find(string name) => parameters.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>The API's cursor for an offset into the list, as it looks from outside: base64 of <c>{"v":100}</c>.</summary>
    public static string CursorAt(long offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorBegin + offset.ToString(CultureInfo.InvariantCulture) + "}"));

    /// <summary>The offset, or <see langword="null"/> where the cursor is not one of ours.</summary>
    public static long? OffsetOf(string cursor)
    {
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(cursor));
            return text.StartsWith(CursorBegin, StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal)
                && long.TryParse(text[CursorBegin.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? offset
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
