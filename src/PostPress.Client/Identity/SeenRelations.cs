namespace PostPress.Client;

/// <summary>
/// Everybody who was seen of an account, numbered in the order in which they came. Compact: 25 MB for a million, where a set of the ids
/// themselves takes 150.
/// </summary>
internal sealed class SeenRelations
{
    // Open addressing over the numbers; the fingerprints stand once, in their order. An empty slot holds 0, so numbers are kept plus one.
    private readonly List<Fingerprint> _fingerprints = [];
    private int[] _slots = new int[1024];

    public int Count => _fingerprints.Count;

    /// <summary>The number of a relation, a new one where it was not seen before.</summary>
    public int Add(Fingerprint fingerprint, out bool isNew)
    {
        var slot = Find(fingerprint);
        isNew = _slots[slot] == 0;
        if (!isNew)
        {
            return _slots[slot] - 1;
        }

        _fingerprints.Add(fingerprint);
        _slots[slot] = _fingerprints.Count;
        if (_fingerprints.Count > _slots.Length / 2)
        {
            Grow();
        }

        return _fingerprints.Count - 1;
    }

    /// <summary>The number of a relation; -1 where it was not seen.</summary>
    public int NumberOf(Fingerprint fingerprint) => _slots[Find(fingerprint)] - 1;

    private int Find(Fingerprint fingerprint)
    {
        var mask = _slots.Length - 1;
        // It is a hash already: its lower bits spread as well as any.
        var slot = (int)fingerprint.Low & mask;
        while (_slots[slot] != 0 && _fingerprints[_slots[slot] - 1] != fingerprint)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < _fingerprints.Count; number++)
        {
            _slots[Find(_fingerprints[number])] = number + 1;
        }
    }
}
