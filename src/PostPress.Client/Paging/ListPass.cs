namespace PostPress.Client;

/// <summary>
/// One reading of a list from its first page on: who came in which order, and how that fits to a list that grows at its beginning.
/// Positions count the pass without repetitions.
/// </summary>
internal sealed class ListPass(int number)
{
    private readonly List<int> _order = [];
    private readonly List<int> _positions = [];

    public int Number => number;

    /// <summary>The relations of the pass, by the numbers of <see cref="SeenRelations"/>, in their order.</summary>
    public IReadOnlyList<int> Order => _order;

    public long Duplicates { get; private set; }

    /// <summary>The position behind the last relation that came.</summary>
    public int Reached { get; private set; }

    /// <summary>Whether the list did what a list does that grows at its beginning: repeated people only across a page border, and ended at its end.</summary>
    public bool IsRegular { get; private set; } = true;

    /// <summary>Goes on with a pass of an earlier run, whose first relations were numbered in its order.</summary>
    public static ListPass Resume(ReadState state)
    {
        var pass = new ListPass(state.Pass) { Duplicates = state.Duplicates, IsRegular = state.IsRegular };
        for (var i = 0; i < state.Length; i++)
        {
            pass.Append(i);
        }

        pass.Reached = pass._order.Count;
        return pass;
    }

    /// <summary>The place of a relation in this pass; -1 where it did not come yet.</summary>
    public int PositionOf(int relation) => relation < _positions.Count ? _positions[relation] : -1;

    /// <summary>Takes in a page.</summary>
    /// <returns>The position of its first relation.</returns>
    public int Add(IReadOnlyList<int> page)
    {
        var end = _order.Count;
        var first = page.Count > 0 && PositionOf(page[0]) is >= 0 and var position ? position : end;
        var repeated = 0;
        for (var i = 0; i < page.Count; i++)
        {
            if (PositionOf(page[i]) is >= 0 and var known)
            {
                // What a growing list pushes over the border is the end of what came, and comes first on the next page.
                IsRegular &= repeated == i && known == first + i && known < end;
                repeated++;
            }
            else
            {
                Append(page[i]);
            }
        }

        IsRegular &= first + repeated == end || repeated == page.Count;
        Duplicates += repeated;
        Reached = page.Count == 0 ? Reached : PositionOf(page[^1]) + 1;
        return first;
    }

    /// <summary>The pass is over: a list that goes back to people it gave before must come to its end again.</summary>
    public void End() => IsRegular &= Reached == _order.Count;

    /// <summary>Whether the relations of a page, from its item <paramref name="from"/> on, stand in this order from <paramref name="position"/> on.</summary>
    public bool Matches(IReadOnlyList<int> page, int from, long position)
    {
        for (var i = from; i < page.Count; i++, position++)
        {
            if (position < 0 || position >= _order.Count || _order[(int)position] != page[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this pass and the one before it saw the same list: in the same order, nobody twice, new people only at its beginning.</summary>
    public bool Confirms(ListPass before)
    {
        var added = _order.Count - before._order.Count;
        return added >= 0 && IsRegular && Duplicates == 0 && before.IsRegular && before.Matches(_order, added, 0);
    }

    private void Append(int relation)
    {
        while (_positions.Count <= relation)
        {
            _positions.Add(-1);
        }

        _positions[relation] = _order.Count;
        _order.Add(relation);
    }
}
