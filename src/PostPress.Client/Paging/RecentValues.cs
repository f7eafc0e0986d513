namespace PostPress.Client;

/// <summary>
/// Remembers the last values that it saw, and no more: memory does not grow with the list. The values themselves are kept,
/// not hashes, because a collision would drop a person.
/// </summary>
internal sealed class RecentValues(int capacity)
{
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Adds a value; <see langword="false"/> where it is among the last ones already.</summary>
    public bool TryAdd(string value)
    {
        if (!_values.Add(value))
        {
            return false;
        }

        _order.Enqueue(value);
        if (_order.Count > capacity)
        {
            _values.Remove(_order.Dequeue());
        }

        return true;
    }
}
