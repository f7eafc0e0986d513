namespace PostPress.Client;

/// <summary>The reading of one account's list so far: who was handed on, the pass that is under way, and where it goes on.</summary>
internal sealed class ListReading
{
    private readonly SeenRelations _seen = new();
    private readonly RunStatistics _statistics;
    private PageMarks _marks;
    private ListPass? _before;

    // A pass has come to the end: who is new from then on has just connected, or was missed.
    private bool _hasEnded;

    // They have connected as long as nobody known has come before them.
    private bool _onlyNewcomers = true;
    private long _added;
    private long _missed;

    public ListReading(RelationQuery query, RunStatistics statistics)
    {
        _statistics = statistics;
        foreach (var known in query.Known)
        {
            if (Fingerprint.Of(known) is { } who)
            {
                _seen.Add(who, out _);
            }
        }

        var checkpoint = query.Checkpoint ?? Checkpoint.Begin;
        (_added, _missed, _hasEnded) = (checkpoint.Added, checkpoint.Missed, checkpoint.HasEnded);
        // The order of a later pass is not that of the rows: such a pass begins again.
        var resumes = checkpoint.Pass == 1 && checkpoint.Pages > 0;
        Pass = resumes ? ListPass.Resume(checkpoint) : new ListPass(_seen.Count > 0 ? Math.Max(2, checkpoint.Pass) : 1);
        _marks = new PageMarks(resumes ? checkpoint.Marks : []);
        Pages = resumes ? checkpoint.Pages : 0;
        WasAtEnd = resumes && checkpoint.AtEnd;
        AtEnd = resumes && checkpoint.AtEnd;
        Cursor = resumes ? checkpoint.Cursor : query.Cursor;
        HasMoved = !resumes && checkpoint.HasEnded;
        if (resumes && !AtEnd)
        {
            _marks.MarkGap();
        }
    }

    public ListPass Pass { get; private set; }

    /// <summary>Pages of the pass so far.</summary>
    public long Pages { get; private set; }

    /// <summary>The page that comes next.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Whether the pass has come to the end of the list.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Whether an earlier run has read the pass to its end: even a list of one page can have moved since.</summary>
    public bool WasAtEnd { get; private set; }

    /// <summary>The pages that tell whether the list has moved.</summary>
    public IEnumerable<PageMark> PagesToCheck => _marks.ToCheck();

    /// <summary>Whether the list was found to have moved: this is another pass over it.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>Whether this pass proves that the one before it skipped nobody.</summary>
    public bool IsConfirmed => _before is { Duplicates: 0 } && Pass.Repeats(_before);

    /// <summary>Takes in the next page of the pass.</summary>
    /// <returns>Those of it who are to be handed on: everybody once.</returns>
    public IReadOnlyList<UserRelation> Take(ApiPage<UserRelation> page)
    {
        var isFirstPass = Pass.Number == 1;
        if (!_hasEnded)
        {
            // Once: a list that moved is read again, and its pages have the same faults.
            _statistics.Unreadable.Add(page.Unreadable);
        }

        var numbers = new List<int>(page.Items.Count);
        var fresh = new List<UserRelation>(page.Items.Count);
        foreach (var relation in page.Items)
        {
            if (Fingerprint.Of(relation) is not { } who)
            {
                // Nobody is dropped who can't be told from others; only a second pass does not hand them on again.
                AddIf(isFirstPass, relation, fresh);
                continue;
            }

            var number = _seen.Add(who, out var isNew);
            numbers.Add(number);
            AddIf(isNew, relation, fresh);
            _statistics.DuplicatesDropped += isNew || _hasEnded ? 0 : 1;
            _onlyNewcomers &= isNew;
            CountLate(isNew && _hasEnded, _onlyNewcomers);
        }

        _marks.Add(new PageMark { Page = ++Pages, Cursor = Cursor, Count = page.Items.Count, Position = Pass.Count });
        Pass.Add(numbers);
        Cursor = page.NextCursor;
        AtEnd = Cursor is null;
        _hasEnded |= AtEnd;
        return fresh;
    }

    /// <summary>Takes in a page that was asked for again.</summary>
    /// <param name="again">What came now.</param>
    /// <param name="mark">The page as it was, in a pass in which nobody came twice.</param>
    /// <param name="wholly">Whether all of the page has to be there; else a page that is smaller now, after a time-out, is compared as far as it goes.</param>
    /// <param name="late">Those who were not there yet.</param>
    /// <returns>Whether the list stands where it stood.</returns>
    public bool StandsStill(ApiPage<UserRelation> again, PageMark mark, bool wholly, out List<UserRelation> late)
    {
        late = [];
        var onlyNewcomers = mark.Page == 1;
        var position = mark.Position;
        var stands = again.Items.Count >= mark.Count || (!wholly && again.NextCursor is not null);
        foreach (var relation in again.Items)
        {
            if (Fingerprint.Of(relation) is not { } who)
            {
                continue;
            }

            var number = _seen.Add(who, out var isNew);
            AddIf(isNew, relation, late);
            onlyNewcomers &= isNew;
            CountLate(isNew, onlyNewcomers);
            stands &= Pass.PositionOf(number) == position++;
        }

        return stands;
    }

    /// <summary>Begins another pass.</summary>
    public void NextPass()
    {
        _before = Pass;
        HasMoved = true;
        WasAtEnd = false;
        Pass = new ListPass(Pass.Number + 1);
        _marks = new PageMarks([]);
        _onlyNewcomers = true;
        (Pages, Cursor, AtEnd) = (0, null, false);
    }

    /// <summary>Where a later run resumes.</summary>
    public Checkpoint CreateCheckpoint() => new()
    {
        Cursor = Cursor,
        Pages = Pages,
        Pass = Pass.Number,
        AtEnd = AtEnd,
        HasEnded = _hasEnded,
        Length = Pass.Count,
        Duplicates = Pass.Duplicates,
        Added = _added,
        Missed = _missed,
        Marks = [.. _marks.All],
    };

    /// <summary>How the list is found to be.</summary>
    public ListCheck Check(string? reason) => new(Verified: reason is null, reason, _added, _missed);

    private void CountLate(bool isLate, bool isNewcomer)
    {
        _added += isLate && isNewcomer ? 1 : 0;
        _missed += isLate && !isNewcomer ? 1 : 0;
    }

    private static void AddIf(bool condition, UserRelation relation, List<UserRelation> list)
    {
        if (condition)
        {
            list.Add(relation);
        }
    }
}
