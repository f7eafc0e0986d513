namespace PostPress.Client;

/// <summary>Waits by a clock that tests can move.</summary>
internal static class ClockWait
{
    public static Task WaitAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellation)
    {
        // A timer leaves out what is less than a millisecond, and would end early.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
#if NET
        return Task.Delay(whole, clock, cancellation);
#else
        return clock.Delay(whole, cancellation);
#endif
    }
}
