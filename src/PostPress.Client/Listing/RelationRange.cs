namespace PostPress.Client;

/// <summary>
/// Which relations of a list are wanted: those of a time, where one is given. Of them some may be left out at the beginning, and after
/// enough the rest.
/// </summary>
internal sealed class RelationRange(RelationQuery query)
{
    private readonly NewestFirst _order = new();
    private readonly bool _isDated = query.Since is not null || query.Until is not null;
    private long _toSkip = query.Skip;

    /// <summary>How many more are wanted.</summary>
    public long Left { get; private set; } = query.First;

    /// <summary>How many more the list has to give for that. Nobody knows where those who come next can be out of the time.</summary>
    public long Needed => query.Until is not null || !_order.Holds || Left > long.MaxValue - _toSkip ? long.MaxValue : _toSkip + Left;

    /// <summary>Whether the list is newest first and has come to those who connected before the time: nobody who follows is wanted.</summary>
    public bool IsOver => query.Since is not null && _order.Holds && _order.Oldest < query.Since;

    /// <summary>Looks whether a list is newest first, at each page of its first reading before it is selected from.</summary>
    /// <returns>Why it is not, with the page that shows it; else <see langword="null"/>.</returns>
    public string? Look(IReadOnlyList<UserRelation> page)
    {
        if (query.Since is null || !_order.Holds)
        {
            return null;
        }

        _order.Add(page);
        return _order.Reason;
    }

    /// <summary>Those who are wanted.</summary>
    public IReadOnlyList<UserRelation> Select(IReadOnlyList<UserRelation> relations)
    {
        var dated = _isDated ? [.. relations.Where(IsOfTheTime)] : relations;
        if (!query.IsPartial)
        {
            return dated;
        }

        var skipped = (int)Math.Min(_toSkip, dated.Count);
        var taken = (int)Math.Min(Left, dated.Count - skipped);
        _toSkip -= skipped;
        Left -= taken;
        return [.. dated.Skip(skipped).Take(taken)];
    }

    // Without a date it can't be told, and is of no time.
    private bool IsOfTheTime(UserRelation relation) =>
        relation.CreatedAt is { } time && (query.Since is not { } since || time >= since) && (query.Until is not { } until || time < until);
}

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
