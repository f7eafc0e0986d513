namespace PostPress.Client;

/// <summary>
/// How many relations to ask for at once. A page that times out is asked for at half the size; when some smaller pages came
/// through, the size doubles again, so that one slow moment does not turn a run of 30 calls into one of 1,200.
/// A size that the server refuses is never requested twice.
/// </summary>
internal sealed class PageSize(int wanted)
{
    /// <summary>Pages are not made smaller than this: similar providers return about 25 a page whatever is asked for.</summary>
    public const int Minimum = 25;

    private const int GoodPagesBeforeGrowth = 4;

    private int _most = wanted;
    private int _goodPages;

    /// <summary>The size to ask for now.</summary>
    public int Current { get; private set; } = wanted;

    /// <summary>The size as far as the rest of the run needs it.</summary>
    public int Limit(long needed) => (int)Math.Min(Current, needed);

    /// <summary>A page of this size timed out: near the end of a run it can be smaller than <see cref="Current"/>.</summary>
    public void Shrink(int asked)
    {
        _goodPages = 0;
        if (asked > Minimum)
        {
            Current = Math.Max(Minimum, asked / 2);
        }
    }

    /// <summary>The server refused this size.</summary>
    public void Refuse(int asked)
    {
        Shrink(asked);
        _most = Current;
    }

    /// <summary>A page came.</summary>
    public void Succeed()
    {
        if (Current < _most && ++_goodPages >= GoodPagesBeforeGrowth)
        {
            _goodPages = 0;
            Current = Math.Min(_most, Current * 2);
        }
    }
}
