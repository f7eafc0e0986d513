namespace PostPress;

/// <summary>The clock of a sandbox: the real one, or, once it is set, one that stands still until it is set again. It never goes back.</summary>
internal sealed class SandboxClock
{
    private readonly object _gate = new();
    private bool _isSet;
    private DateTimeOffset _last;

    public SandboxClock(DateTimeOffset? now = null)
    {
        if (now is { } moment)
        {
            Now = moment;
        }
    }

    /// <summary>The time, in UTC.</summary>
    /// <exception cref="ArgumentException">It would go back behind a time that it has told, or the year is not from 2000 to 2099.</exception>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                // The real clock can be put back.
                var real = DateTimeOffset.UtcNow;
                return _last = _isSet || real < _last ? _last : real;
            }
        }

        set
        {
            Check(value);
            lock (_gate)
            {
                if (value < _last)
                {
                    throw new ArgumentException(FormattableString.Invariant($"The sandbox's clock is at {_last:O} and can't go back to {value.ToUniversalTime():O}."));
                }

                _last = value.ToUniversalTime();
                _isSet = true;
            }
        }
    }

    /// <summary>Refuses a time that nobody means: <c>[datetime] 2027</c> is in the year 1, and until the year 9999 too much would happen.</summary>
    /// <exception cref="ArgumentException">The year is not from 2000 to 2099.</exception>
    public static void Check(DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is < 2000 or > 2099)
        {
            throw new ArgumentException(FormattableString.Invariant($"The time of a sandbox is in the years 2000 to 2099, and {time:O} is not. Write it as in '2026-07-01T02:00:00Z'."));
        }
    }
}
