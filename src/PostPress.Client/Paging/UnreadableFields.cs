namespace PostPress.Client;

/// <summary>Relations of which a field is not what the API promises. They are kept, with the field empty, and counted here.</summary>
public sealed class UnreadableFields
{
    private readonly List<string> _names = [];

    /// <summary>How many relations have such a field.</summary>
    public long Relations { get; private set; }

    /// <summary>The fields, by the API's names, in the order in which they were found.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Counts a relation.</summary>
    internal void Add(IEnumerable<string> names) => Add(1, names);

    /// <summary>Counts those of a page.</summary>
    internal void Add(UnreadableFields page) => Add(page.Relations, page.Names);

    private void Add(long relations, IEnumerable<string> names)
    {
        Relations += relations;
        _names.AddRange(names.Except(_names).ToList());
    }
}
