using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>What a sync has to remember, beside the file: docs/about/about_PostPress_Sync.md describes it.</summary>
internal sealed record SyncState
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("Version")]
    public int Version { get; init; } = CurrentVersion;

    [JsonPropertyName("BaseUri")]
    public required string BaseUri { get; init; }

    [JsonPropertyName("Filter")]
    public string? Filter { get; init; }

    [JsonPropertyName("Format")]
    public ExportFormat Format { get; init; }

    [JsonPropertyName("ByteOrderMark")]
    public bool ByteOrderMark { get; init; }

    [JsonPropertyName("SpreadsheetSafe")]
    public bool SpreadsheetSafe { get; init; }

    [JsonPropertyName("Delimiter")]
    public char Delimiter { get; init; } = ',';

    /// <summary>Tells this file from others, and from what it was before its state was lost.</summary>
    [JsonPropertyName("Instance")]
    public string Instance { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>How often changes were found: the same change, found again after a crash, is of the same number.</summary>
    [JsonPropertyName("Number")]
    public long Number { get; init; }

    /// <summary>The hash of the file, in hexadecimal: tells one that something else has changed. Empty before there is a file.</summary>
    [JsonPropertyName("FileHash")]
    public string FileHash { get; init; } = "";

    [JsonPropertyName("Accounts")]
    public IReadOnlyList<SyncAccount> Accounts { get; init; } = [];

    /// <summary>Changes that nobody has taken yet, oldest first.</summary>
    [JsonPropertyName("Pending")]
    public IReadOnlyList<PendingChange> Pending { get; init; } = [];

    /// <summary>A beginning.</summary>
    public static SyncState Begin(ExportRequest file, Uri baseUri) => new SyncState { BaseUri = baseUri.AbsoluteUri.TrimEnd('/') }.For(file);

    /// <summary>The same for a file of another format.</summary>
    public SyncState For(ExportRequest file) => this with
    {
        Filter = string.IsNullOrEmpty(file.Filter) ? null : file.Filter,
        Format = file.Format,
        ByteOrderMark = file.ByteOrderMark,
        SpreadsheetSafe = file.SpreadsheetSafe,
        Delimiter = file.Delimiter,
    };

    /// <summary>Whether this is of the same list: the same address and filter.</summary>
    public bool IsOfSameList(SyncState other) => BaseUri == other.BaseUri && Filter == other.Filter;

    public SyncAccount? Find(string accountId) => Accounts.FirstOrDefault(account => account.Id == accountId);

    /// <summary>The same with one account replaced, or added.</summary>
    public SyncState With(SyncAccount account) => this with
    {
        Accounts = Find(account.Id) is null ? [.. Accounts, account] : [.. Accounts.Select(old => old.Id == account.Id ? account : old)],
    };
}

/// <summary>What a sync remembers of one account.</summary>
internal sealed record SyncAccount
{
    [JsonPropertyName("Id")]
    public required string Id { get; init; }

    /// <summary>When a reading of its list was last taken in, whole or not; <see langword="null"/> in a state of the first version.</summary>
    [JsonPropertyName("ReadAt")]
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When its list was last read whole and verified.</summary>
    [JsonPropertyName("VerifiedAt")]
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When its list was last read whole; <see langword="null"/> where it must be, before anything else.</summary>
    [JsonPropertyName("FullReadAt")]
    public DateTimeOffset? FullReadAt { get; init; }

    /// <summary>Who is in it, newest first: <see cref="RememberedList"/>.</summary>
    [JsonPropertyName("People")]
    public required string People { get; init; }
}

/// <summary>A change that is not delivered yet.</summary>
internal sealed record PendingChange
{
    [JsonPropertyName("Id")]
    public required string Id { get; init; }

    [JsonPropertyName("AccountId")]
    public string? AccountId { get; init; }

    [JsonPropertyName("Change")]
    public required string Change { get; init; }

    [JsonConverter(typeof(RelationJson))]
    [JsonPropertyName("Relation")]
    public required UserRelation Relation { get; init; }

    [JsonConverter(typeof(RelationJson))]
    [JsonPropertyName("Previous")]
    public UserRelation? Previous { get; init; }

    [JsonPropertyName("ChangedProperty")]
    public IReadOnlyList<string> ChangedProperty { get; init; } = [];

    [JsonPropertyName("DetectedAt")]
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The change for the user.</summary>
    public PostPressRelationChange ToChange() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Change = Change,
        Relation = Relation,
        Previous = Previous,
        ChangedProperty = Array.AsReadOnly(ChangedProperty.ToArray()),
        DetectedAt = DetectedAt,
    };
}

[JsonSerializable(typeof(SyncState))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
internal sealed partial class SyncStateContext : JsonSerializerContext;
