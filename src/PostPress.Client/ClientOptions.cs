namespace PostPress.Client;

/// <summary>What a client takes from outside: the clock, chance, and who listens.</summary>
public sealed record ClientOptions
{
    /// <summary>The clock for every time-out, pause and date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A number from 0 up to, not including, 1, for the jitter.</summary>
    public Func<double> Random { get; init; } = NewRandom();

    /// <summary>Told what happens while it happens, from any thread.</summary>
    public Action<RunEvent>? Observer { get; init; }

    /// <summary>The folder of the ledger, which keeps the pace of an account across processes; <see langword="null"/> for no ledger.</summary>
    public string? LedgerFolder { get; init; }

    /// <summary>Whether blocks and the budget are ignored. The pauses and <c>Retry-After</c> apply all the same.</summary>
    public bool IgnoresLedger { get; init; }

    /// <summary>Answers instead of the network, for tests that need thousands of runs.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Waits by the clock.</summary>
    internal Task WaitAsync(TimeSpan delay, CancellationToken cancellation)
    {
        // A timer drops fractions of a millisecond, and would end early.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
#if NET
        return Task.Delay(whole, Clock, cancellation);
#else
        return Clock.Delay(whole, cancellation);
#endif
    }

    private static Func<double> NewRandom()
    {
        // One for all accounts that are read at once; Random.Shared is missing on .NET Framework.
        var random = new Random();
        return () =>
        {
            lock (random)
            {
                return random.NextDouble();
            }
        };
    }
}
