using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>A running local API with made-up people, to try scripts on. Made by <c>Start-PostPressSandbox</c>.</summary>
public sealed class PostPressSandbox
{
    private readonly IDisposable _server;
    private readonly Func<IReadOnlyList<SandboxCall>> _calls;
    private readonly SandboxClock _clock;

    internal PostPressSandbox(Uri baseUri, IDisposable server, Func<IReadOnlyList<SandboxCall>> calls, SandboxClock clock)
    {
        BaseUri = baseUri;
        _server = server;
        _calls = calls;
        _clock = clock;
    }

    /// <summary>The address to connect to; the same API answers under <c>/api/v1</c> too.</summary>
    public Uri BaseUri { get; }

    /// <summary>The key that it takes: made up, the same for every sandbox, worth nothing elsewhere.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The accounts that it serves, the one with all <see cref="RelationCount"/> relations first.</summary>
    public required ReadOnlyCollection<string> AccountId { get; init; }

    /// <summary>How many relations the first account had before anybody connected or left.</summary>
    public required long RelationCount { get; init; }

    /// <summary>
    /// The sandbox's clock, in UTC: the real time, or, once it is set, a time that stands still until it is set again, as in
    /// <c>$sandbox.Now = $sandbox.Now.AddDays(1)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It would go back, or the year is not from 2000 to 2099.</exception>
    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>The calls that it saw so far, oldest first; the last 10,000 at most.</summary>
    public IReadOnlyList<SandboxCall> GetCalls() => _calls();

    /// <summary>Stops it and closes its port; nothing happens where it is stopped already.</summary>
    internal void Stop()
    {
        IsRunning = false;
        _server.Dispose();
    }
}

/// <summary>A call that the sandbox saw, as it came: for tests of scripts, and to see how often a script calls.</summary>
public sealed record SandboxCall
{
    /// <summary>When it came, by the sandbox's clock, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The path, e.g. <c>/v1/users/relations</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The account that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>The page size that was asked for, as sent.</summary>
    public string? Limit { get; init; }

    /// <summary>The cursor that was sent.</summary>
    public string? Cursor { get; init; }

    /// <summary>The filter that was sent, decoded.</summary>
    public string? Filter { get; init; }

    /// <summary>The status that was answered; 0 where the connection was dropped instead.</summary>
    public required int Status { get; init; }

    /// <summary>How many relations were in the answer.</summary>
    public int RelationCount { get; init; }

    /// <summary>The fault that was played, if any.</summary>
    public string? Fault { get; init; }

    /// <summary>When, what and how it was answered, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean(FormattableString.Invariant($"{Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC {Path} {AccountId}: {Status}"));
}

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
