namespace PostPress.Client;

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
