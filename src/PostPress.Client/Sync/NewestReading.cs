namespace PostPress.Client;

/// <summary>How a reading of the newest people ended.</summary>
internal enum NewestEnd
{
    /// <summary>It came to people who are in the kept list, in the same order: whoever is new has come before them.</summary>
    Overlaps,

    /// <summary>The first page was the whole list: one answer is one moment.</summary>
    WholeList,

    /// <summary>The list is not newest first.</summary>
    NotNewestFirst,

    /// <summary>It did not come to the kept list in a few pages.</summary>
    NoOverlap,
}

/// <summary>
/// Reads the newest people of a list until they overlap the kept one. That the list is newest first is what LinkedIn shows, and nobody's
/// promise: so it is looked at.
/// </summary>
internal sealed class NewestReading(PostPressClient client, RememberedList kept, Func<UserRelation, UserRelation?> findKept)
{
    // One person known by chance proves nothing: someone who connects again comes first, too.
    private const int Overlap = 10;

    // 100 and then 1,000 a page: where more are new, a full read costs little more, and is verified.
    private const int MostPages = 5;

    private readonly NewestFirst _order = new();
    private readonly List<UserRelation> _relations = [];

    /// <summary>The people that came, newest first.</summary>
    public IReadOnlyList<UserRelation> Relations => _relations;

    /// <summary>The place in the kept list of the last one who stands there as here; -1 where nobody does.</summary>
    public int Reached { get; private set; } = -1;

    public async Task<NewestEnd> ReadAsync(RelationQuery query, CancellationToken cancellation)
    {
        var pages = 0;
        await foreach (var page in client.ReadRelationsAsync(query, cancellation).ConfigureAwait(false))
        {
            _relations.AddRange(page.Relations);
            _order.Add(page.Relations);
            if (++pages == 1 && page.NextCursor is null)
            {
                return NewestEnd.WholeList;
            }

            if (!_order.Holds)
            {
                return NewestEnd.NotNewestFirst;
            }

            var overlap = CountOverlap();
            if (overlap >= Math.Max(1, Math.Min(Overlap, kept.Count)))
            {
                return IsGapTooWide() ? NewestEnd.NotNewestFirst : NewestEnd.Overlaps;
            }

            if (pages == MostPages)
            {
                break;
            }
        }

        return NewestEnd.NoOverlap;
    }

    /// <summary>Whether somebody is where the kept list has them: known, with the same date.</summary>
    public bool IsSettled(UserRelation relation) => kept.HasUnchanged(relation) || (kept.Contains(relation) && findKept(relation)?.CreatedAt == relation.CreatedAt);

    // The kept list is sorted by date: whoever has kept their date, in a list that is newest first, stands in the kept order.
    private int CountOverlap()
    {
        var overlap = 0;
        while (overlap < _relations.Count && IsSettled(_relations[_relations.Count - 1 - overlap]))
        {
            overlap++;
        }

        Reached = overlap == 0 ? -1 : kept.PositionOf(_relations[^1]);
        return overlap;
    }

    // Some of the kept people may have left; where most of them are missing, the list is another, or in another order.
    private bool IsGapTooWide()
    {
        var known = _relations.Count(kept.Contains);
        return Reached + 1 - known > Math.Max(Overlap, known);
    }
}
