namespace PostPress.Client;

/// <summary>Which file to keep current, and how.</summary>
public sealed record SyncRequest
{
    /// <summary>The file, its accounts and its format. Its page size is that of full reads.</summary>
    public required ExportRequest File { get; init; }

    /// <summary>How many of the newest people are asked for first, 1 to 1000.</summary>
    public int NewestPageSize { get; init; } = 100;

    /// <summary>How old the last full read may be before the next one is due; zero for a full read each time.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether the whole list is read now.</summary>
    public bool Full { get; init; }

    /// <summary>Whether a changed address of a picture alone is a change.</summary>
    public bool IncludePicture { get; init; }

    /// <summary>Whether the people of a first read are told as added.</summary>
    public bool ReportInitial { get; init; }

    /// <summary>Whether it is only seen what would change: nothing is written.</summary>
    public bool ReadOnly { get; init; }
}

/// <summary>What a sync found. Its changes are on the disk until <see cref="Delivered"/>: whoever is interrupted gets them again.</summary>
public sealed class SyncOutcome : IDisposable
{
    private readonly IDisposable? _session;
    private readonly Action? _delivered;

    internal SyncOutcome(IDisposable? session, Action? delivered)
    {
        _session = session;
        _delivered = delivered;
    }

    /// <summary>A file that could not be opened.</summary>
    internal static SyncOutcome Refused(ExportFileException refusal, IReadOnlyList<PostPressSync> accounts) =>
        new(session: null, delivered: null) { Changes = [], Accounts = accounts, Refusals = [refusal] };

    /// <summary>What changed, with what earlier runs could not deliver first.</summary>
    public required IReadOnlyList<PostPressRelationChange> Changes { get; init; }

    /// <summary>What was done, for each account.</summary>
    public required IReadOnlyList<PostPressSync> Accounts { get; init; }

    /// <summary>Why the lists of some accounts could not be read.</summary>
    public IReadOnlyList<PostPressApiException> Failures { get; init; } = [];

    /// <summary>Why the file, or the list of an account in it, was left as it was.</summary>
    public IReadOnlyList<ExportFileException> Refusals { get; init; } = [];

    /// <summary>All changes were taken: they are not given again.</summary>
    /// <exception cref="ExportFileException">It can't be written down.</exception>
    public void Delivered() => _delivered?.Invoke();

    /// <summary>Lets go of the file.</summary>
    public void Dispose() => _session?.Dispose();
}
