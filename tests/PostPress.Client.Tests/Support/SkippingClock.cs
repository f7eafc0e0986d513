namespace PostPress.Client.Tests.Support;

/// <summary>
/// A clock whose pauses are over at once, while its own time moves on by as much. The time-out of a request stays real: what it
/// waits for, a socket, is real too.
/// </summary>
/// <param name="ahead">How far its time is ahead of the real one.</param>
/// <param name="stands">Whether its time moves on by pauses only.</param>
internal sealed class SkippingClock(TimeSpan ahead = default, bool stands = false) : TimeProvider
{
    private readonly DateTimeOffset _begin = System.GetUtcNow();
    private readonly object _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private TimeSpan _skipped = ahead;

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_gate)
            {
                return [.. _pauses];
            }
        }
    }

    /// <summary>Moves its time on.</summary>
    public void Skip(TimeSpan time)
    {
        lock (_gate)
        {
            _skipped += time;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return (stands ? _begin : System.GetUtcNow()) + _skipped;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is IdleTimeout || dueTime == Timeout.InfiniteTimeSpan)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        lock (_gate)
        {
            _pauses.Add(dueTime);
            _skipped += dueTime;
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
