using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Support;

/// <summary>A clock that stands still unless told otherwise, and tells when the client sets or resets a timer: then is the moment to move it.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _timers = new();
    private readonly SemaphoreSlim _created = new(0);
    private readonly SemaphoreSlim _reset = new(0);

    /// <summary>What the timers were set to, in order.</summary>
    public IReadOnlyCollection<TimeSpan> Timers => _timers;

    /// <summary>Done when one more timer has been set.</summary>
    public Task CreatedAsync() => _created.WaitAsync();

    /// <summary>Done when a timer has been reset once more.</summary>
    public Task ResetAsync() => _reset.WaitAsync();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(this, base.CreateTimer(callback, state, dueTime, period));
        _timers.Enqueue(dueTime);
        _created.Release();
        return timer;
    }

    private sealed class Watched(WatchedClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            clock._reset.Release();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
