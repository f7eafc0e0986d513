namespace PostPress.Client;

/// <summary>
/// The ledger of calls, kept for each account across runs and processes: so the pause, <c>Retry-After</c>, the calls of a day and what blocks
/// an account belong to the account, and not to a process. What can't be read or written is done without.
/// </summary>
public sealed class UsageLedger
{
    private UsageLedger(string folder) => Folder = folder;

    /// <summary>Whether blocks and the calls of a day are not looked at. The pauses and <c>Retry-After</c> hold all the same.</summary>
    public bool IgnoresBlocks { get; init; }

    /// <summary>Where the ledger is.</summary>
    internal string Folder { get; }

    /// <summary>The user's ledger; <see langword="null"/> where it is switched off.</summary>
    /// <param name="state">What the environment variable POSTPRESS_STATE says: another folder, <c>off</c>, or nothing.</param>
    public static UsageLedger? Find(string? state) => UsageFolder.Find(state) is { } folder ? new UsageLedger(folder) : null;

    /// <summary>The ledger for a run; <see langword="null"/> where it has none: an address of the local host has one only where the settings say so.</summary>
    public static UsageLedger? For(PostPressConnection connection, string? state, bool ignoresBlocks) =>
        !connection.Settings.UseLedger && ConnectionRules.IsLoopback(connection.BaseUri) ? null
        : UsageFolder.Find(state) is { } folder ? new UsageLedger(folder) { IgnoresBlocks = ignoresBlocks }
        : null;

    /// <summary>What is known of each account, by address and id.</summary>
    /// <param name="clock">Says which calls are of the last day.</param>
    /// <param name="maximumCallsPerDay">How many calls an account has a day; 0 for no limit.</param>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<PostPressUsage> Read(TimeProvider clock, int maximumCallsPerDay)
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        return [.. Directory.GetFiles(Folder, "*" + UsageFile.Suffix)
            .Select(UsageFile.TryRead)
            .OfType<AccountUsage>()
            .Select(usage => Describe(usage.At(now), maximumCallsPerDay))
            .OrderBy(usage => usage.BaseUri, StringComparer.Ordinal).ThenBy(usage => usage.AccountId, StringComparer.Ordinal)];
    }

    /// <summary>Forgets what is known of an account.</summary>
    /// <exception cref="IOException">The ledger can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The ledger may not be written.</exception>
    public Task ClearAsync(PostPressUsage usage, CancellationToken cancellation) =>
        new UsageFile(Folder, usage.BaseUri, usage.AccountId, TimeProvider.System, setAside: static _ => { }).DeleteAsync(cancellation);

    private static PostPressUsage Describe(AccountUsage usage, int maximumCallsPerDay)
    {
        var block = usage.Blocks.Append(usage.RetryAfter).OfType<AccountBlock>().OrderByDescending(block => block.Until).FirstOrDefault();
        return new PostPressUsage
        {
            AccountId = usage.AccountId,
            BaseUri = usage.BaseUri,
            Calls = usage.CallsInDay,
            CallsLeft = maximumCallsPerDay == 0 ? null : Math.Max(0, maximumCallsPerDay - usage.CallsInDay),
            LastReadAt = usage.LastReadAt,
            Block = block?.Id,
            BlockedSince = block?.Since,
            BlockedUntil = block?.Until,
        };
    }
}
