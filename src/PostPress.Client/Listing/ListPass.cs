namespace PostPress.Client;

/// <summary>One reading of a list from its first page on: who came, and in which order.</summary>
/// <remarks>
/// Where nobody came twice and nobody left who was read, nobody was skipped, whatever else moved: the next page begins at as many people as
/// were read, all of them are still before it, and so nobody else is. (Who connects pushes the list down and comes twice; one who connects and
/// leaves again can hide behind that, so a pass with repetitions proves nothing.)
/// </remarks>
internal sealed class ListPass(int number)
{
    // By the numbers of SeenRelations; -1 for those who did not come.
    private readonly List<int> _positions = [];

    public int Number => number;

    /// <summary>How many relations came, those that came again not counted.</summary>
    public int Count { get; private set; }

    /// <summary>How many came again.</summary>
    public long Duplicates { get; private set; }

    /// <summary>The position behind the last relation that came.</summary>
    public int Reached { get; private set; }

    /// <summary>Goes on with a pass of an earlier run, whose first relations were numbered in its order.</summary>
    public static ListPass Resume(Checkpoint checkpoint)
    {
        var pass = new ListPass(checkpoint.Pass) { Duplicates = checkpoint.Duplicates };
        for (var relation = 0; relation < checkpoint.Length; relation++)
        {
            pass.Append(relation);
        }

        pass.Reached = pass.Count;
        return pass;
    }

    /// <summary>The place of a relation in this pass, from 0; -1 where it did not come.</summary>
    public int PositionOf(int relation) => relation < _positions.Count ? _positions[relation] : -1;

    /// <summary>Takes in a page.</summary>
    public void Add(IReadOnlyList<int> page)
    {
        foreach (var relation in page)
        {
            if (PositionOf(relation) >= 0)
            {
                Duplicates++;
            }
            else
            {
                Append(relation);
            }
        }

        Reached = page.Count == 0 ? Reached : PositionOf(page[^1]) + 1;
    }

    /// <summary>Whether everybody of the pass before it came again, in the same order: nobody had left while that one was read.</summary>
    public bool Repeats(ListPass before)
    {
        var order = new int[before.Count];
        for (var relation = 0; relation < before._positions.Count; relation++)
        {
            if (before._positions[relation] is >= 0 and var position)
            {
                order[position] = relation;
            }
        }

        var last = -1;
        foreach (var relation in order)
        {
            var position = PositionOf(relation);
            if (position <= last)
            {
                return false;
            }

            last = position;
        }

        return true;
    }

    private void Append(int relation)
    {
        while (_positions.Count <= relation)
        {
            _positions.Add(-1);
        }

        _positions[relation] = Count++;
    }
}
