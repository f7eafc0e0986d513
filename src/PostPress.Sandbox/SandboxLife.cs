namespace PostPress.Sandbox;

/// <summary>Brings the list of an account to a moment of the sandbox's clock, event by event: a day costs the events of that day alone.</summary>
internal sealed class SandboxLife
{
    private readonly SandboxPeople _people;
    private readonly IEnumerator<LiveEvent> _events;
    private bool _goesOn;

    public SandboxLife(SandboxOptions options, string accountId)
    {
        _people = new SandboxPeople(options.Seed);
        _events = LiveEvents.Of(options.Seed, accountId, options.Live).GetEnumerator();
        _goesOn = _events.MoveNext();
    }

    /// <summary>Whether something has happened until a moment that the list does not have yet.</summary>
    public bool IsDue(DateTimeOffset moment) => _goesOn && _events.Current.Moment <= moment.ToUnixTimeMilliseconds();

    /// <summary>Lets happen to the list what has happened until the moment.</summary>
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
        var place = (long)(SandboxChance.Fraction(happening.Chance) * list.Length);
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
                var changed = list.Changed(index);
                list.Change(index, PersonChange.Next(_people.At(index, changed), changed, index, SandboxChance.Scramble(happening.Chance)));
                break;
        }
    }
}
