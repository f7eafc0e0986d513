namespace PostPress.Client;

/// <summary>What a run did so far. Written by one task at a time, read by the pipeline between pages.</summary>
public sealed class RunStatistics
{
    /// <summary>Relations handed on.</summary>
    public long Relations { get; internal set; }

    /// <summary>Accounts handed on; <see langword="null"/> where none were asked for.</summary>
    public long? Accounts { get; internal set; }

    /// <summary>Pages received, those that were asked for again to verify a list included.</summary>
    public long Pages { get; internal set; }

    /// <summary>Requests sent, retries included.</summary>
    public long Calls { get; internal set; }

    /// <summary>Requests sent again after a failure.</summary>
    public long Retries { get; internal set; }

    /// <summary>Relations or accounts left out because they had come before.</summary>
    public long DuplicatesDropped { get; internal set; }

    /// <summary>Relations or accounts that came with a field that could not be read.</summary>
    public UnreadableFields Unreadable { get; } = new();

    /// <summary>Time spent in pauses, between pages and before retries.</summary>
    public TimeSpan Waited { get; internal set; }

    /// <summary>Adds what was done for one of several accounts that were read at once.</summary>
    internal void Add(RunStatistics other)
    {
        lock (Unreadable)
        {
            Relations += other.Relations;
            Pages += other.Pages;
            Calls += other.Calls;
            Retries += other.Retries;
            DuplicatesDropped += other.DuplicatesDropped;
            Waited += other.Waited;
            Unreadable.Add(other.Unreadable);
        }
    }

    /// <summary>The numbers as they are now.</summary>
    internal RunStatistics Copy() => (RunStatistics)MemberwiseClone();

    /// <summary>One line for a log.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Accounts ?? Relations:N0} {(Accounts is null ? "relations" : "accounts")}, {Calls:N0} calls, {Retries:N0} retries, {Waited.TotalSeconds:0.#} s waited, {DuplicatesDropped:N0} duplicates dropped");
}

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
