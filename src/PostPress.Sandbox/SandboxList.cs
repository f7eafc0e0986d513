namespace PostPress.Sandbox;

/// <summary>
/// Who is in an account's list, newest first: those who were there at the start and those who connected since, without those who left.
/// Only who left or changed is stored, so that ten million who stay cost no memory.
/// </summary>
internal sealed class SandboxList
{
    private readonly long _count;

    // Indexes of SandboxPeople, ascending as the list is: each stands behind those that are smaller.
    private readonly List<long> _left;

    // What has become of people, by their index; those who left are not in it.
    private readonly Dictionary<long, PersonChange> _changes;

    // Everybody who connected since the start, those included who left again: an index is nobody else's ever.
    private long _newcomers;

    // When the last of those connected whose moment is known.
    private long _newest = SandboxPeople.NewestMilliseconds;

    public SandboxList(long count)
    {
        _count = count;
        _left = [];
        _changes = [];
    }

    private SandboxList(SandboxList list)
    {
        (_count, _newcomers, _newest) = (list._count, list._newcomers, list._newest);
        _left = [.. list._left];
        _changes = new(list._changes);
    }

    public long Length => EverLength - _left.Count;

    /// <summary>How long it would be if nobody had left: an offset up to here was valid once, and leads to an empty page at the worst.</summary>
    public long EverLength => _count + _newcomers;

    public SandboxList Copy() => new(this);

    /// <summary>The index of the person at a place, counted from 0.</summary>
    public long IndexAt(long place) => place + Before(place) - _newcomers;

    /// <summary>
    /// Someone connects, and is first: at a moment (Unix time in milliseconds), but later than those before, or, without one, when
    /// <see cref="SandboxPeople"/> says. An account without relations stays so: that is what it is for.
    /// </summary>
    public void Connect(long? moment = null)
    {
        if (_count == 0)
        {
            return;
        }

        _newcomers++;
        if (moment is { } known)
        {
            _newest = Math.Max(known, _newest + 1);
            _changes[-_newcomers] = new PersonChange { CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(_newest) };
        }
    }

    /// <summary>What has become of the person with an index; <see langword="null"/> where nothing has.</summary>
    public PersonChange? Changed(long index) => _changes.TryGetValue(index, out var change) ? change : null;

    /// <summary>The person with an index is another from now on.</summary>
    public void Change(long index, PersonChange change) => _changes[index] = change;

    /// <summary>The person at a place leaves, and everybody behind moves up.</summary>
    public void Leave(long place)
    {
        var before = Before(place);
        var index = place + before - _newcomers;
        _left.Insert(before, index);
        _changes.Remove(index);
    }

    /// <summary>People connect and leave as a fault says, before the page at an offset is read.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="random">What decides who leaves. With one seed and the same calls one after the other, always the same people.</param>
    /// <param name="moment">When those who connect do so.</param>
    public void Move(SandboxFault fault, long offset, Random random, long? moment = null)
    {
        switch (fault.Kind)
        {
            case SandboxFaultKind.Shift:
                Connect(moment);
                break;
            case SandboxFaultKind.Remove when fault.At is { } place:
                for (var count = fault.Count; count > 0 && place < Length; count--)
                {
                    Leave(place);
                }

                break;
            case SandboxFaultKind.Remove:
                // Before the first page is read, nobody was: anybody can leave.
                LeaveByChance(offset == 0 ? Length : offset, fault.Count, random);
                break;
            case SandboxFaultKind.Churn:
                for (var count = fault.Count; count > 0; count--)
                {
                    if (random.Next(2) == 0)
                    {
                        Connect(moment);
                    }
                    else
                    {
                        LeaveByChance(Length, 1, random);
                    }
                }

                break;
        }
    }

    private void LeaveByChance(long before, int count, Random random)
    {
        for (var places = Math.Min(before, Length); count > 0 && places > 0; count--, places--)
        {
            Leave((long)(random.NextDouble() * places));
        }
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
