namespace PostPress.Client;

/// <summary>
/// Whether a list is newest first, as far as it was read. LinkedIn shows it so, and nobody promises it: so it is looked at. People who
/// connected at the same moment can stand in any order.
/// </summary>
internal sealed class NewestFirst
{
    /// <summary>Whether nobody has come so far who is newer than the one before, and nobody without a date.</summary>
    public bool Holds => Reason is null;

    /// <summary>Why it does not hold, the end of a sentence; <see langword="null"/> while it holds.</summary>
    public string? Reason { get; private set; }

    /// <summary>When the last one who came had connected: while the order holds, nobody who follows is newer.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>Takes in a page, without those who came on an earlier one: a list that grows gives them once more, across the border.</summary>
    public void Add(IReadOnlyList<UserRelation> page)
    {
        foreach (var relation in page)
        {
            Reason ??= relation.CreatedAt is null ? "a relation has no CreatedAt"
                : relation.CreatedAt > Oldest ? "a relation is newer than the one before it"
                : null;
            Oldest = relation.CreatedAt;
        }
    }
}
