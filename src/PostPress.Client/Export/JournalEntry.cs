namespace PostPress.Client;

/// <summary>How far an export is, and of what it is: enough to go on after a crash, and to see that it is the same export.</summary>
internal sealed record JournalEntry
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string BaseUri { get; init; }

    public required IReadOnlyList<string> AccountIds { get; init; }

    public string? Filter { get; init; }

    public required ExportFormat Format { get; init; }

    public bool ByteOrderMark { get; init; }

    public bool SpreadsheetSafe { get; init; }

    /// <summary>The account that is being read; one past the last where all are done.</summary>
    public int Account { get; init; }

    /// <summary>How far the account is read; <see langword="null"/> at its beginning.</summary>
    public ReadState? State { get; init; }

    /// <summary>Whether this account was restarted because its cursor had expired: its rows are then in no order that helps.</summary>
    public bool AccountRestarted { get; init; }

    /// <summary>Relations in the work file.</summary>
    public long Rows { get; init; }

    /// <summary>Bytes of the work file that count; what follows them is left from a crash.</summary>
    public long Bytes { get; init; }

    /// <summary>The hash of those bytes, in hexadecimal: tells a work file that something else has changed.</summary>
    public required string Hash { get; init; }

    /// <summary>The beginning of an export.</summary>
    public static JournalEntry Begin(ExportRequest request, Uri baseUri) => new()
    {
        BaseUri = baseUri.AbsoluteUri.TrimEnd('/'),
        AccountIds = request.AccountIds,
        Filter = string.IsNullOrEmpty(request.Filter) ? null : request.Filter,
        Format = request.Format,
        ByteOrderMark = request.ByteOrderMark,
        SpreadsheetSafe = request.SpreadsheetSafe,
        Hash = "",
    };

    /// <summary>What differs between two exports, for the user; empty where they are the same.</summary>
    public IEnumerable<string> Differences(JournalEntry other)
    {
        if (!AccountIds.SequenceEqual(other.AccountIds, StringComparer.Ordinal))
        {
            yield return $"the accounts (there: {string.Join(", ", AccountIds)}; here: {string.Join(", ", other.AccountIds)})";
        }

        if (Filter != other.Filter)
        {
            yield return $"the filter (there: {Filter ?? "none"}; here: {other.Filter ?? "none"})";
        }

        if (BaseUri != other.BaseUri)
        {
            yield return $"the address (there: {BaseUri}; here: {other.BaseUri})";
        }

        if (Format != other.Format || ByteOrderMark != other.ByteOrderMark || SpreadsheetSafe != other.SpreadsheetSafe)
        {
            yield return $"the format (there: {Describe(this)}; here: {Describe(other)})";
        }
    }

    private static string Describe(JournalEntry entry) =>
        entry.Format + (entry.ByteOrderMark ? ", byte order mark" : "") + (entry.SpreadsheetSafe ? ", spreadsheet safe" : "");
}
