namespace PostPress.Sandbox;

/// <summary>A request as the API sees it.</summary>
internal sealed record SandboxRequest(string Method, string Path, string? Key, string? AccountId, string? Limit, string? Cursor, string? Filter)
{
    private const string AccountPath = "accounts/";

    /// <summary>Whether it asks for relations.</summary>
    public bool IsForRelations => Resource == "users/relations";

    /// <summary>Whether it asks for the accounts, or for one of them.</summary>
    public bool IsForAccounts => Resource == "accounts" || AccountInPath is not null;

    /// <summary>The account that the path names, decoded; <see langword="null"/> where it names none.</summary>
    public string? AccountInPath => Resource.StartsWith(AccountPath, StringComparison.Ordinal) && Resource.Length > AccountPath.Length
        ? Uri.UnescapeDataString(Resource[AccountPath.Length..])
        : null;

    // The path behind the version, on both of the documented addresses.
    private string Resource =>
        Path.StartsWith("/v1/", StringComparison.Ordinal) ? Path["/v1/".Length..]
        : Path.StartsWith("/api/v1/", StringComparison.Ordinal) ? Path["/api/v1/".Length..]
        : "";
}
