namespace PostPress.Client;

/// <summary>What to export, and to where.</summary>
public sealed record ExportRequest
{
    /// <summary>The full path of the target.</summary>
    public required string Path { get; init; }

    /// <summary>The accounts, in the order in which they are written; none twice.</summary>
    public required IReadOnlyList<string> AccountIds { get; init; }

    /// <summary>Keeps relations whose name matches; the server does the matching.</summary>
    public string? Filter { get; init; }

    /// <summary>The most relations in one page, 1 to 1000.</summary>
    public int PageSize { get; init; } = RelationQuery.MaximumPageSize;

    /// <summary>How it is written.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>Whether a CSV file begins with the byte order mark by which Excel knows UTF-8.</summary>
    public bool ByteOrderMark { get; init; } = true;

    /// <summary>Whether cells that a spreadsheet would run as formulas are neutralised.</summary>
    public bool SpreadsheetSafe { get; init; }

    /// <summary>What stands between the fields of a CSV file.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The format, the delimiter and so on in one.</summary>
    internal FileFormat FileFormat => new(Format, Delimiter, ByteOrderMark, SpreadsheetSafe);

    /// <summary>How old an unfinished export may be to be resumed; an older one restarts.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The least rows of an account, in percent of its rows in the file that is about to be replaced; fewer are taken for a fault of the
    /// provider. 0 to 100; 0 for no such guard. It does not guard a filtered list: the file can be of another filter.
    /// </summary>
    public int MinimumRowPercent { get; init; } = 50;

    /// <summary>Whether every page is read again until two readings agree.</summary>
    public bool VerifyEveryPage { get; init; }

    /// <summary>Whether an unfinished export is thrown away instead of resumed.</summary>
    public bool Restart { get; init; }

    /// <summary>Whether an existing target is left alone.</summary>
    public bool NoClobber { get; init; }

    /// <summary>An unfinished export that began earlier is discarded: it is older than what it would replace.</summary>
    internal DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether the finished work file is left where it is, for the caller to read.</summary>
    internal bool StaysUnfinished { get; init; }

    /// <summary>Whether a read-only target is replaced too, and one with far more rows.</summary>
    public bool Force { get; init; }
}

/// <summary>How an export ended.</summary>
/// <param name="Exports">What was done, for each account.</param>
/// <param name="Failures">Why the lists of some accounts could not be read to their end.</param>
/// <param name="Refusal">Why the file was not written or not put in place; <see langword="null"/> where it was, or waits for an account that failed.</param>
public sealed record ExportOutcome(IReadOnlyList<PostPressExport> Exports, IReadOnlyList<PostPressApiException> Failures, ExportFileException? Refusal)
{
    /// <summary>How far each account is.</summary>
    internal IReadOnlyList<AccountProgress> Accounts { get; init; } = [];
}
