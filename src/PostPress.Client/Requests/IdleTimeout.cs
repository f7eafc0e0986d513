namespace PostPress.Client;

/// <summary>
/// Ends an operation that is idle: cancelled when the caller cancels, or when the time runs out before it is reset.
/// </summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly TimeSpan _time;

    public IdleTimeout(TimeProvider clock, TimeSpan time, CancellationToken caller)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = clock.CreateTimer(static state => ((IdleTimeout)state!).Expire(), this, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller or by the time-out.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time ran out.</summary>
    public bool Expired { get; private set; }

    /// <summary>Starts the time again from its beginning.</summary>
    public void Reset() => _timer.Change(_time, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Expire()
    {
        Expired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came in the same instant.
        }
    }
}
