namespace PostPress.Sandbox;

/// <summary>What can happen in a list that lives.</summary>
internal enum LiveEventKind
{
    Connect,
    Leave,
    Change,
}

/// <summary>Something that happens at a moment (Unix time in milliseconds), and the number that says to whom and how.</summary>
internal readonly record struct LiveEvent(long Moment, LiveEventKind Kind, ulong Chance);

/// <summary>
/// What happens in the list of an account as the sandbox's clock goes on. It follows from the seed, the account and the rates alone:
/// whenever and however often it is asked for, the same happens at the same moments.
/// </summary>
internal static class LiveEvents
{
    private const double MillisecondsPerDay = 86_400_000;

    /// <summary>All of it, oldest first, without an end unless every rate is 0.</summary>
    public static IEnumerable<LiveEvent> Of(int seed, string accountId, IReadOnlyList<SandboxFault> faults)
    {
        var streams = faults.SelectMany(Streams).Select(stream => stream.GetEnumerator()).Where(stream => stream.MoveNext()).ToList();
        while (streams.Count > 0)
        {
            var next = streams[0];
            foreach (var stream in streams)
            {
                next = stream.Current.Moment < next.Current.Moment ? stream : next;
            }

            yield return next.Current;
            next.MoveNext();
        }

        IEnumerable<IEnumerable<LiveEvent>> Streams(SandboxFault fault, int number) =>
        [
            Stream(LiveEventKind.Connect, fault.AddPerDay, Key(LiveEventKind.Connect, number)),
            Stream(LiveEventKind.Leave, fault.RemovePerDay, Key(LiveEventKind.Leave, number)),
            Stream(LiveEventKind.Change, fault.ChangePerDay, Key(LiveEventKind.Change, number)),
        ];

        // Not the hash code of a text, which is another one in each process.
        ulong Key(LiveEventKind kind, int number) =>
            accountId.Aggregate(SandboxChance.Scramble((ulong)seed ^ ((ulong)kind << 32) ^ ((ulong)number << 40)), (key, letter) => SandboxChance.Scramble(key ^ letter));
    }

    // A Poisson process: so many a day on average, some days more, some days none.
    private static IEnumerable<LiveEvent> Stream(LiveEventKind kind, double perDay, ulong key)
    {
        var moment = (double)SandboxPeople.NewestMilliseconds;
        for (var number = 0UL; perDay > 0; number++)
        {
            var chance = SandboxChance.Scramble(key + number);
            moment += -Math.Log(1 - SandboxChance.Fraction(chance)) / perDay * MillisecondsPerDay;
            yield return new LiveEvent(moment < long.MaxValue ? (long)moment : long.MaxValue, kind, SandboxChance.Scramble(chance));
        }
    }
}
