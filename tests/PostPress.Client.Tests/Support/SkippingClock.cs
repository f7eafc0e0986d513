namespace PostPress.Client.Tests.Support;

/// <summary>
/// A clock whose pauses are over at once, while its own time moves on by as much. The time-out of a request stays real: what it
/// waits for, a socket, is real too.
/// </summary>
internal sealed class SkippingClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private TimeSpan _skipped;

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

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _skipped;
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
