namespace PostPress.Sandbox;

/// <summary>Brings the list of an account to a moment of the sandbox's clock, event by event: a day costs the events of that day alone.</summary>
internal sealed class SandboxLife
{
    private const double MillisecondsPerDay = 86_400_000;

    private readonly SandboxPeople _people;
    private readonly IEnumerator<LiveEvent> _events;
    private bool _goesOn;

    public SandboxLife(SandboxOptions options, string accountId)
    {
        _people = new SandboxPeople(options.Seed);
        _events = Events(options.Seed, accountId, options.Live).GetEnumerator();
        _goesOn = _events.MoveNext();
    }

    /// <summary>
    /// All that happens in the list of an account, oldest first, without an end unless every rate is 0. It follows from the seed, the account
    /// and the rates alone: whenever and however often it is asked for, the same happens at the same moments.
    /// </summary>
    public static IEnumerable<LiveEvent> Events(int seed, string accountId, IReadOnlyList<SandboxFault> faults)
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
            accountId.Aggregate(SandboxPeople.Scramble((ulong)seed ^ ((ulong)kind << 32) ^ ((ulong)number << 40)), (key, letter) => SandboxPeople.Scramble(key ^ letter));
    }

    /// <summary>Whether something has happened until a moment that the list does not have yet.</summary>
    public bool IsDue(DateTimeOffset moment) => _goesOn && _events.Current.Moment <= moment.ToUnixTimeMilliseconds();

    /// <summary>Applies to the list everything that has happened until the moment.</summary>
    public void Live(SandboxList list, DateTimeOffset moment)
    {
        while (IsDue(moment))
        {
            Happen(list, _events.Current);
            _goesOn = _events.MoveNext();
        }
    }

    private void Happen(SandboxList list, LiveEvent happening)
    {
        var place = (long)(SandboxPeople.Fraction(happening.Chance) * list.Length);
        switch (happening.Kind)
        {
            case LiveEventKind.Connect:
                list.Connect(happening.Moment);
                break;
            case LiveEventKind.Leave when place < list.Length:
                list.Leave(place);
                break;
            case LiveEventKind.Change when place < list.Length:
                var index = list.IndexAt(place);
                list.Change(index, _people.Change(index, list.Changed(index), SandboxPeople.Scramble(happening.Chance)));
                break;
        }
    }

    // A Poisson process: so many a day on average, some days more, some days none.
    private static IEnumerable<LiveEvent> Stream(LiveEventKind kind, double perDay, ulong key)
    {
        var moment = (double)SandboxPeople.NewestMilliseconds;
        for (var number = 0UL; perDay > 0; number++)
        {
            var chance = SandboxPeople.Scramble(key + number);
            moment += -Math.Log(1 - SandboxPeople.Fraction(chance)) / perDay * MillisecondsPerDay;
            yield return new LiveEvent(moment < long.MaxValue ? (long)moment : long.MaxValue, kind, SandboxPeople.Scramble(chance));
        }
    }
}

/// <summary>What can happen in a list that lives.</summary>
internal enum LiveEventKind
{
    Connect,
    Leave,
    Change,
}

/// <summary>Something that happens at a moment (Unix time in milliseconds), and the number that says to whom and how.</summary>
internal readonly record struct LiveEvent(long Moment, LiveEventKind Kind, ulong Chance);
