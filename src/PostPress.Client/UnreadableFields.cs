namespace PostPress.Client;

/// <summary>Relations or accounts of which a field is not what the API promises. They are kept, with the field empty, and counted here.</summary>
public sealed class UnreadableFields
{
    private readonly List<string> _names = [];

    /// <summary>How many have such a field.</summary>
    public long Items { get; private set; }

    /// <summary>The fields, by the API's names, in the order in which they were found.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Counts one.</summary>
    internal void Add(IEnumerable<string> names) => Add(1, names);

    /// <summary>Counts those of a page.</summary>
    internal void Add(UnreadableFields page) => Add(page.Items, page.Names);

    private void Add(long items, IEnumerable<string> names)
    {
        Items += items;
        _names.AddRange(names.Except(_names).ToList());
    }
}
