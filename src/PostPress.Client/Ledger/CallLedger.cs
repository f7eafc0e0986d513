namespace PostPress.Client;

/// <summary>
/// The calls recorded for each account, across runs and processes: so the pause, <c>Retry-After</c>, the calls of a day and what blocks an
/// account belong to the account, not to a process. The folder is private to the user; a run that can't use it continues without.
/// </summary>
public sealed class CallLedger
{
    /// <summary>The environment variable that names another folder, or is <c>off</c>.</summary>
    public const string FolderVariable = "POSTPRESS_STATE";

    private const string Off = "off";

    private readonly string _folder;

    private CallLedger(string folder) => _folder = folder;

    /// <summary>The user's ledger; <see langword="null"/> where the environment switches it off, or the user has no home.</summary>
    public static CallLedger? Find() => Find(Environment.GetEnvironmentVariable(FolderVariable));

    /// <summary>The same for a value of <see cref="FolderVariable"/>.</summary>
    public static CallLedger? Find(string? state) => FindFolder(state) is { } folder ? new CallLedger(folder) : null;

    /// <summary>The folder for <see cref="ClientOptions.LedgerFolder"/>; <see langword="null"/> where the calls of a connection are not recorded.</summary>
    public static string? FolderFor(PostPressConnection connection) => FolderFor(connection, Environment.GetEnvironmentVariable(FolderVariable));

    /// <summary>The same for a value of <see cref="FolderVariable"/>.</summary>
    public static string? FolderFor(PostPressConnection connection, string? state) =>
        // An address of the local host has a ledger only where the settings ask for one.
        !connection.Settings.UseLedger && ConnectionRules.IsLoopback(connection.BaseUri) ? null : FindFolder(state);

    /// <summary>What is known of each account, by address and id.</summary>
    /// <param name="clock">Says which calls are of the last day.</param>
    /// <param name="maximumCallsPerDay">The budget of an account; 0 for no limit.</param>
    /// <exception cref="IOException">The folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<PostPressUsage> Read(TimeProvider clock, int maximumCallsPerDay)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(_folder, "*" + LedgerFile.Suffix);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        return [.. files
            .Select(LedgerFile.TryRead)
            .OfType<AccountUsage>()
            .Select(usage => Describe(usage.At(now), maximumCallsPerDay))
            .OrderBy(usage => usage.BaseUri, StringComparer.Ordinal).ThenBy(usage => usage.AccountId, StringComparer.Ordinal)];
    }

    /// <summary>Forgets what is known of an account.</summary>
    /// <exception cref="IOException">The ledger can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The ledger may not be written.</exception>
    public Task ClearAsync(PostPressUsage usage, CancellationToken cancellation) =>
        new LedgerFile(new ClientOptions { LedgerFolder = _folder }, usage.BaseUri, usage.AccountId).DeleteAsync(cancellation);

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

    private static string? FindFolder(string? state) =>
        string.IsNullOrWhiteSpace(state) ? DefaultFolder()
        : state!.Trim().Equals(Off, StringComparison.OrdinalIgnoreCase) ? null
        : state;

    private static string? DefaultFolder()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            var local = KnownFolder(Environment.SpecialFolder.LocalApplicationData);
            return local is null ? null : Path.Combine(local, "PostPress");
        }

        var home = KnownFolder(Environment.SpecialFolder.UserProfile);
        // The XDG specification: a path that is not absolute is to be ignored.
        var states = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given && given[0] == '/' ? given
            : home is null ? null : Path.Combine(home, ".local", "state");
        return states is null ? null : Path.Combine(states, "postpress");
    }

    private static string? KnownFolder(Environment.SpecialFolder which) =>
        Environment.GetFolderPath(which, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path ? path : null;
}
