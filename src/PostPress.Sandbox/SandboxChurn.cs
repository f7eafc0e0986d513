namespace PostPress.Sandbox;

/// <summary>Lets people connect and leave as a fault says. With one seed and the same calls one after the other, always the same people.</summary>
internal sealed class SandboxChurn(int seed)
{
    // Not the numbers that decide which fault strikes: who leaves must not follow from that.
    private readonly Random _random = new(~seed);

    /// <summary>Whether a fault of this kind moves the list; its answer is right all the same.</summary>
    public static bool Moves(SandboxFaultKind kind) => kind is SandboxFaultKind.Shift or SandboxFaultKind.Remove or SandboxFaultKind.Churn;

    /// <summary>Moves a list before the page at an offset is read; with a moment, whoever connects does so then.</summary>
    public void Move(SandboxList list, SandboxFault fault, long offset, long? moment = null)
    {
        lock (_random)
        {
            switch (fault.Kind)
            {
                case SandboxFaultKind.Shift:
                    list.Connect(moment);
                    break;
                case SandboxFaultKind.Remove when fault.At is { } place:
                    RemoveAt(list, place, fault.Count);
                    break;
                case SandboxFaultKind.Remove:
                    // Before the first page is read, nobody was: anybody can leave.
                    Remove(list, offset == 0 ? list.Length : offset, fault.Count);
                    break;
                case SandboxFaultKind.Churn:
                    Churn(list, fault.Count, moment);
                    break;
            }
        }
    }

    private static void RemoveAt(SandboxList list, long place, int count)
    {
        for (; count > 0 && place < list.Length; count--)
        {
            list.Leave(place);
        }
    }

    private void Remove(SandboxList list, long before, int count)
    {
        for (var places = Math.Min(before, list.Length); count > 0 && places > 0; count--, places--)
        {
            list.Leave(Place(places));
        }
    }

    private void Churn(SandboxList list, int count, long? moment)
    {
        for (; count > 0; count--)
        {
            if (_random.Next(2) == 0)
            {
                list.Connect(moment);
            }
            else
            {
                Remove(list, list.Length, 1);
            }
        }
    }

    private long Place(long places) => (long)(_random.NextDouble() * places);
}
