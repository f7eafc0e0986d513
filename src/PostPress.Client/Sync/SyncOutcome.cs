namespace PostPress.Client;

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
