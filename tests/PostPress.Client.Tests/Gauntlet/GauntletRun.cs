namespace PostPress.Client.Tests.Gauntlet;

/// <summary>A reading of a sandbox that plays every transient fault, on about every fifth call.</summary>
internal static class GauntletRun
{
    public const int PageSize = 200;

    public static SandboxOptions Options(int seed, int count, int stalls) => new()
    {
        RelationCount = count,
        Seed = seed,
        Faults =
        [
            // Each is asked for its chance only where none before it struck; together they strike about every fifth call.
            Fault("Error,Status=429,RetryAfter=7", 0.03),
            Fault("Error,Status=429,RetryAfter=date+20", 0.02),
            Fault("Error,Status=503,RetryAfter=1.5", 0.01),
            Fault("Error,Status=500,Type=provider_error", 0.02),
            Fault("Error,Status=502", 0.02),
            Fault("Error,Status=503", 0.02),
            Fault("Error,Status=504", 0.01),
            Fault("Latency,Seconds=0.01", 0.02),
            Fault("Drop", 0.02),
            Fault("Cut", 0.02),
            Fault("Cut,AtByte=1", 0.01),
            Fault($"Stall,Times={stalls}", 0.01),
            Fault("Shift", 0.02),
        ],
    };

    private static SandboxFault Fault(string text, double probability) => SandboxFault.Parse(text) with { Probability = probability };

    /// <summary>Reads it all and checks what must hold for every seed.</summary>
    public static async Task<Sandboxed> ReadAsync(int seed, int count, int stalls)
    {
        var clock = new SkippingClock();
        var random = new Random(seed);
        var run = new Sandboxed(
            Options(seed, count, stalls),
            new ConnectionSettings { TimeoutSec = 2, PageDelaySec = 2, MaximumRetryCount = 8 },
            new ClientOptions { Clock = clock, Random = random.NextDouble });
        await run.Reading.RunAsync(Make.Query() with { PageSize = PageSize });
        CheckRelations(run, seed, count);
        CheckPauses(run, clock);
        CheckCalls(run);
        return run;
    }

    private static void CheckRelations(Sandboxed run, int seed, int count)
    {
        // Who connects before the first page is read comes first; who connects later is found when the list is verified, and comes last.
        var people = new SandboxPeople(seed);
        var newcomers = Enumerable.Range(1, run.Calls.Count).Select(index => people.At(-index).MemberId).ToHashSet();
        var members = run.Reading.Members.Where(member => !newcomers.Contains(member)).ToList();
        Assert.True(Sandboxed.Members(seed, count).SequenceEqual(members), "The people are not all there, each once, in order.");
        Assert.Equal(run.Reading.Members.Count, run.Reading.Members.Distinct().Count());
        Assert.Equal(run.Reading.Relations.Count, run.Reading.Statistics.Relations);
    }

    private static void CheckPauses(Sandboxed run, SkippingClock clock)
    {
        var planned = run.Reading.Events.Select(seen => seen switch
        {
            RetryPlanned retry => retry.Delay,
            CallDelayed { Reason: CallDelay.Pace } pause => pause.Delay,
            _ => (TimeSpan?)null,
        }).Where(delay => delay > TimeSpan.Zero).Select(delay => delay!.Value).ToList();

        // A timer counts in whole milliseconds.
        Assert.Equal(planned.Count, clock.Pauses.Count);
        Assert.All(planned.Zip(clock.Pauses), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(1)));
        Assert.Equal(planned.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay), run.Reading.Statistics.Waited);
        Assert.All(run.Reading.Events.Of(CallDelay.Pace), pause => Assert.InRange(pause.Delay.TotalSeconds, 1, 3));
        foreach (var retry in run.Reading.Events.OfType<RetryPlanned>())
        {
            if (retry.Failure.RetryAfter is { } wait && wait > TimeSpan.Zero)
            {
                Assert.InRange(retry.Delay, wait, wait + TimeSpan.FromSeconds(5));
            }
            else
            {
                var step = Math.Min(60, Math.Pow(2, retry.Attempt - 1));
                Assert.InRange(retry.Delay.TotalSeconds, step / 2, step);
            }
        }
    }

    private static void CheckCalls(Sandboxed run)
    {
        var statistics = run.Reading.Statistics;
        Assert.Equal(statistics.Pages + statistics.Retries, statistics.Calls);
        Assert.Equal(statistics.Calls, run.Reading.Events.OfType<PageRequested>().LongCount());
        Assert.Equal(statistics.Retries, run.Reading.Events.OfType<RetryPlanned>().LongCount());
        Assert.Equal(statistics.Calls, run.Calls.Count);
    }
}
