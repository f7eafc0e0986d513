using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>How far an export is, and of what it is: enough to go on after a crash, and to see that it is the same export.</summary>
internal sealed record JournalEntry
{
    public const int CurrentVersion = 2;

    [JsonPropertyName("Version")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>When the export began: an old one is not worth resuming.</summary>
    [JsonPropertyName("Began")]
    public required DateTimeOffset Began { get; init; }

    [JsonPropertyName("BaseUri")]
    public required string BaseUri { get; init; }

    [JsonPropertyName("Filter")]
    public string? Filter { get; init; }

    [JsonPropertyName("Format")]
    public required ExportFormat Format { get; init; }

    [JsonPropertyName("ByteOrderMark")]
    public bool ByteOrderMark { get; init; }

    [JsonPropertyName("SpreadsheetSafe")]
    public bool SpreadsheetSafe { get; init; }

    [JsonPropertyName("Delimiter")]
    public char Delimiter { get; init; } = ',';

    /// <summary>The accounts, in the order in which they are wanted.</summary>
    [JsonPropertyName("Accounts")]
    public required IReadOnlyList<AccountProgress> Accounts { get; init; }

    /// <summary>Bytes of the work file that count; a crash can leave more behind them.</summary>
    [JsonPropertyName("Bytes")]
    public long Bytes { get; init; }

    /// <summary>The hash of those bytes, in hexadecimal: tells a work file that something else has changed.</summary>
    [JsonPropertyName("Hash")]
    public required string Hash { get; init; }

    /// <summary>The beginning of an export.</summary>
    public static JournalEntry Begin(ExportRequest request, Uri baseUri, DateTimeOffset now) => new()
    {
        Began = now,
        BaseUri = baseUri.AbsoluteUri.TrimEnd('/'),
        Accounts = [.. request.AccountIds.Select(id => new AccountProgress { Id = id })],
        Filter = string.IsNullOrEmpty(request.Filter) ? null : request.Filter,
        Format = request.Format,
        ByteOrderMark = request.ByteOrderMark,
        SpreadsheetSafe = request.SpreadsheetSafe,
        Delimiter = request.Delimiter,
        Hash = "",
    };

    /// <summary>What differs between two exports, for the user; empty where they are the same. The accounts may differ.</summary>
    public IEnumerable<string> Differences(JournalEntry other)
    {
        if (Filter != other.Filter)
        {
            yield return $"the filter (there: {Filter ?? "none"}; here: {other.Filter ?? "none"})";
        }

        if (BaseUri != other.BaseUri)
        {
            yield return $"the address (there: {BaseUri}; here: {other.BaseUri})";
        }

        if (Describe(this) != Describe(other))
        {
            yield return $"the format (there: {Describe(this)}; here: {Describe(other)})";
        }
    }

    /// <summary>The same with the progress of one account replaced.</summary>
    public JournalEntry With(AccountProgress progress) =>
        this with { Accounts = [.. Accounts.Select(account => account.Id == progress.Id ? progress : account)] };

    private static string Describe(JournalEntry entry) =>
        entry.Format + (entry.ByteOrderMark ? ", byte order mark" : "") + (entry.SpreadsheetSafe ? ", spreadsheet safe" : "")
        + (entry.Delimiter == ',' ? "" : $", delimiter '{entry.Delimiter}'");
}

/// <summary>How far one account of an export is.</summary>
internal sealed record AccountProgress
{
    [JsonPropertyName("Id")]
    public required string Id { get; init; }

    /// <summary>Where its reading resumes; <see langword="null"/> at its beginning.</summary>
    [JsonPropertyName("State")]
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>How its list was found to be; <see langword="null"/> until it has been read to its end.</summary>
    [JsonPropertyName("Check")]
    public ListCheck? Check { get; init; }

    /// <summary>Its relations in the work file.</summary>
    [JsonPropertyName("Rows")]
    public long Rows { get; init; }
}

[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class JournalContext : JsonSerializerContext;
