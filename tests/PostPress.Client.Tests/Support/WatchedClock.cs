using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Support;

/// <summary>A fake clock that tells when a time-out is wound up anew, so that a test knows how far the client has read.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<bool> _rewound = Channel.CreateUnbounded<bool>();

    /// <summary>Ends when the time-out was wound up once more.</summary>
    public async Task RewoundAsync() => await _rewound.Reader.ReadAsync();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), () => _rewound.Writer.TryWrite(true));

    private sealed class WatchedTimer(ITimer timer, Action changed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var result = timer.Change(dueTime, period);
            changed();
            return result;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
