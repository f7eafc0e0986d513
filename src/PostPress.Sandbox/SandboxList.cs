namespace PostPress.Sandbox;

/// <summary>
/// Who is in an account's list, newest first: those who were there at the start and those who connected since, without those who left.
/// Only who left is stored, so that ten million who stay cost no memory.
/// </summary>
internal sealed class SandboxList
{
    private readonly long _count;

    // Indexes of SandboxPeople, ascending as the list is: each stands behind those that are smaller.
    private readonly List<long> _left;

    // Everybody who connected since the start, those included who left again: an index is nobody else's ever.
    private long _newcomers;

    public SandboxList(long count) : this(count, 0, [])
    {
    }

    private SandboxList(long count, long newcomers, List<long> left) => (_count, _newcomers, _left) = (count, newcomers, left);

    public long Length => EverLength - _left.Count;

    /// <summary>How long it would be if nobody had left: an offset up to here was valid once, and leads to an empty page at the worst.</summary>
    public long EverLength => _count + _newcomers;

    public SandboxList Copy() => new(_count, _newcomers, [.. _left]);

    /// <summary>The index of the person at a place, counted from 0.</summary>
    public long IndexAt(long place) => place + Before(place) - _newcomers;

    /// <summary>Someone connects, and is first. An account without relations stays so: that is what it is for.</summary>
    public void Connect() => _newcomers += _count == 0 ? 0 : 1;

    /// <summary>The person at a place leaves, and everybody behind moves up.</summary>
    public void Leave(long place)
    {
        var before = Before(place);
        _left.Insert(before, place + before - _newcomers);
    }

    /// <summary>How many of those who left stood before the person who is now at a place.</summary>
    private int Before(long place)
    {
        var (low, high) = (0, _left.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            // Where this one stood, less those who left before it: the place to which the next one behind has moved up.
            if (_left[middle] + _newcomers - middle <= place)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
