namespace PostPress.Client;

/// <summary>What was read of one account: the whole list, or the newest people.</summary>
internal sealed record SyncReading
{
    /// <summary>Who came, in the order of the list.</summary>
    public required IReadOnlyList<UserRelation> Relations { get; init; }

    /// <summary>How the whole list was found to be; <see langword="null"/> where only the newest people were read.</summary>
    public ListCheck? Check { get; init; }

    /// <summary>Why the whole list was read.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the newest people: the place in the kept list down to which they cover it.</summary>
    public int Reached { get; init; } = -1;

    public bool IsWhole => Check is not null;
}
