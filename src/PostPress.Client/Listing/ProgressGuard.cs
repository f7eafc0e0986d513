namespace PostPress.Client;

/// <summary>Ends a list that would never end: a cursor that comes again, or page after page that brings nobody new.</summary>
internal sealed class ProgressGuard(bool isFiltered)
{
    private const int MostRepeatedPages = 5;
    private const int MostEmptyPages = 100;

    // A filter that keeps few people of a large account empties most of its pages: 30,000 people at 25 a page.
    private const int MostEmptyFilteredPages = 1200;

    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private int _emptyPages;
    private int _repeatedPages;
    private int _furthest = -1;

    /// <summary>Another pass begins.</summary>
    public void Reset()
    {
        _cursors.Clear();
        _emptyPages = _repeatedPages = 0;
        _furthest = -1;
    }

    /// <summary>False where this cursor was used in this pass.</summary>
    public bool TryUse(string? cursor) => cursor is null || _cursors.Add(cursor);

    /// <summary>Takes note of a page.</summary>
    /// <param name="relations">How many relations it has.</param>
    /// <param name="isNew">Whether one of them is new to the pass.</param>
    /// <param name="furthest">The furthest position of those who came before: a list that has grown by more than a page comes to its old end step by step.</param>
    /// <returns>What is wrong; <see langword="null"/> while the list gets on.</returns>
    public string? Stuck(int relations, bool isNew, int furthest)
    {
        _emptyPages = relations == 0 ? _emptyPages + 1 : 0;
        if (isNew)
        {
            _repeatedPages = 0;
            _furthest = -1;
        }
        else if (relations > 0)
        {
            _repeatedPages = furthest > _furthest ? 0 : _repeatedPages + 1;
            _furthest = Math.Max(_furthest, furthest);
        }

        return _emptyPages >= (isFiltered ? MostEmptyFilteredPages : MostEmptyPages) ? $"{_emptyPages} pages in a row are empty."
            : _repeatedPages >= MostRepeatedPages ? $"{_repeatedPages} pages in a row bring the same people again."
            : null;
    }
}
