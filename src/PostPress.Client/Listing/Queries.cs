namespace PostPress.Client;

/// <summary>Which relations of one account are wanted.</summary>
public sealed record RelationQuery
{
    /// <summary>The largest page that the API gives.</summary>
    public const int MaximumPageSize = 1000;

    /// <summary>The linked account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Keeps relations whose name matches; the server does the matching.</summary>
    public string? Filter { get; init; }

    /// <summary>The most relations in one page, 1 to 1000.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>How many relations to leave out at the beginning, of those of the time that is wanted. The API can't skip, so they are read and dropped.</summary>
    public long Skip { get; init; }

    /// <summary>How many relations to give at the most; <see cref="long.MaxValue"/> for all.</summary>
    public long First { get; init; } = long.MaxValue;

    /// <summary>
    /// Keeps those who connected at this moment or after it; <see langword="null"/> for all. The reading ends with the first page that ends
    /// before it, where the list is newest first as far as it was read from <see cref="Cursor"/> on; else it goes to the end.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Keeps those who connected before this moment, itself left out; <see langword="null"/> for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where to start; <see langword="null"/> for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Where an earlier run stopped, and this one resumes; <see langword="null"/> for the beginning.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>The relations of this account that earlier runs handed on, in their order; left out when they come again.</summary>
    public IEnumerable<UserRelation> Known { get; init; } = [];

    /// <summary>Whether every page is read again until two readings agree; otherwise two calls verify a list that stands still.</summary>
    public bool VerifyEveryPage { get; init; }

    /// <summary>The most relations in a page after the first one; <see langword="null"/> for as many as in the first.</summary>
    internal int? LaterPageSize { get; init; }

    /// <summary>Whether the caller stops where it has seen enough, so that the list is not verified.</summary>
    internal bool StopsEarly { get; init; }

    /// <summary>Whether only a part of the list is wanted: it is not verified, because it can't be complete.</summary>
    internal bool IsPartial => StopsEarly || First != long.MaxValue || Skip > 0 || Cursor is not null;

    /// <summary>What an error says of how to go on; without it, that <c>-Cursor</c> does.</summary>
    public string? ResumeAdvice { get; init; }
}

/// <summary>Which accounts are wanted.</summary>
public sealed record AccountQuery
{
    /// <summary>The largest page that the API gives.</summary>
    public const int MaximumPageSize = 250;

    /// <summary>Keeps accounts of these types, in any case; none for all. The API can't choose, so the others are read and dropped.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Keeps accounts of these statuses, in any case; none for all. Read and dropped as well.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>How many accounts to give at the most; <see cref="long.MaxValue"/> for all.</summary>
    public long First { get; init; } = long.MaxValue;

    /// <summary>The most accounts in one page, 1 to 250.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>Whether an account is of the types and statuses that are wanted.</summary>
    public bool Matches(PostPressAccount account) => Holds(Types, account.Type) && Holds(Statuses, account.Status);

    /// <summary>Whether every account is wanted.</summary>
    internal bool TakesAll => Types.Count == 0 && Statuses.Count == 0;

    private static bool Holds(IReadOnlyList<string> wanted, string? value) =>
        wanted.Count == 0 || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);
}
