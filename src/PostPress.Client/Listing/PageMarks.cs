namespace PostPress.Client;

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
