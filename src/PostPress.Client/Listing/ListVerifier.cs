using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Looks at the end of a pass whether the list has moved meanwhile: someone who leaves pulls everybody behind up, and at the next page border
/// one person for each is skipped, unseen. Two calls while the list stands still, whatever its length; of more than three pages they can't see
/// everything, so one that has moved at all is read until a pass proves the one before it (<see cref="ListPass"/>).
/// </summary>
internal sealed class ListVerifier(RelationQuery query, PageReader<UserRelation> pages, ListReading list)
{
    // A list that moves in each of them moves all the time; every pass costs calls that the account has to bear.
    private const int MostPasses = 4;
    private const int MostPassesOfEveryPage = 5;

    // Of so many pages two calls see everybody before the last border: who is on the first page, and who is on the second.
    private const int PagesThatTwoCallsProve = 3;

    /// <summary>How it ended; <see langword="null"/> where the list has moved and is to be read in another pass.</summary>
    public ListCheck? Result { get; private set; }

    /// <summary>Looks, and gives those who were not there yet.</summary>
    public async IAsyncEnumerable<IReadOnlyList<UserRelation>> VerifyAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var isProof = list.Pages <= PagesThatTwoCallsProve;
        var everyPage = query.VerifyEveryPage || (!isProof && list.HasMoved);
        var stands = (list.Pages == 1 && !list.WasAtEnd) || list.IsConfirmed;
        // Who came twice has shown already that the list moved.
        if (!stands && !everyPage && list.Pass.Duplicates == 0)
        {
            foreach (var mark in list.PagesToCheck)
            {
                var again = await ReadAgainAsync(mark, cancellation).ConfigureAwait(false);
                if (again is null)
                {
                    Result = list.Check("The API no longer takes the cursor of a page that was read, so it can't be seen whether the list has moved.");
                    yield break;
                }

                stands = list.StandsStill(again, mark, wholly: isProof, out var late);
                yield return late;
                if (!stands)
                {
                    break;
                }
            }
        }

        Result = stands ? list.Check(reason: null) with { Proven = isProof || list.IsConfirmed }
            : list.Pass.Number >= (query.VerifyEveryPage ? MostPassesOfEveryPage : MostPasses) ? list.Check(FormattableString.Invariant($"The list was read {list.Pass.Number} times, and no two readings agree."))
            : null;
    }

    // Null where the API refuses the cursor. The first page has none that it could refuse.
    private async Task<ApiPage<UserRelation>?> ReadAgainAsync(PageMark mark, CancellationToken cancellation)
    {
        try
        {
            return await pages.ReadAsync(mark.Cursor, Math.Max(1, mark.Count), cancellation).ConfigureAwait(false);
        }
        catch (PostPressApiException failure) when (mark.Cursor is not null && RetryRules.IsRefusedCursor(failure))
        {
            return null;
        }
    }
}

/// <summary>
/// Some of the pages of a pass, to look at again: the first, the last, those before a gap between two runs, and a sample of the others,
/// thinned out evenly, so that it stays small however long the list is.
/// </summary>
internal sealed class PageMarks(IReadOnlyList<PageMark> marks)
{
    private const int Most = 16;
    private const int MostGaps = 3;

    private readonly List<PageMark> _marks = [.. marks];

    // Every so many pages one is kept.
    private long _step = 1;

    public IReadOnlyList<PageMark> All => _marks;

    public void Add(PageMark mark)
    {
        // The last one is kept only as long as it is the last.
        _marks.RemoveAll(old => old.Page == mark.Page - 1 && !IsKept(old));
        _marks.Add(mark);
        if (_marks.Count > Most)
        {
            _step *= 2;
            _marks.RemoveAll(old => old.Page != mark.Page && !IsKept(old));
        }
    }

    /// <summary>The run goes on after a gap, behind the last page.</summary>
    public void MarkGap()
    {
        if (_marks.Count > 0)
        {
            _marks[^1] = _marks[^1] with { BeforeGap = true };
        }
    }

    /// <summary>
    /// The pages to ask for again. Always the first: who connects comes first. And one more: of a list that was read in one go the middle one,
    /// which sees most (someone who leaves the half before it later, or itself at any time), of a resumed one those before the gaps.
    /// </summary>
    public IEnumerable<PageMark> ToCheck()
    {
        var last = _marks[^1].Page;
        // An empty page before the last says nothing: a filter can leave nobody on it.
        var others = _marks.Where(mark => mark.Page > 1 && (mark.Count > 0 || mark.Page == last)).ToList();
        var gaps = others.Where(mark => mark.BeforeGap).ToList();
        var middle = Math.Max(2, (last + 1) / 2);
        return [_marks[0], .. gaps.Count > 0 ? gaps.Skip(gaps.Count - MostGaps) : others.OrderBy(mark => Math.Abs(mark.Page - middle)).Take(1)];
    }

    private bool IsKept(PageMark mark) => mark.BeforeGap || mark.Page == 1 || mark.Page % _step == 0;
}
