namespace PostPress.Client.Tests.Ledger;

/// <summary>Runs over one ledger and one API. Each reading is a run of its own, as in another process: only the ledger connects them.</summary>
internal sealed class Ledgered : IDisposable
{
    public const string Account = "acc_1";

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"postpress-ledger-{Guid.NewGuid():N}");

    public Ledgered(TimeProvider? clock = null, int pages = 1)
    {
        Clock = clock ?? new SkippingClock(stands: true);
        Api = new PagedApi(Clock, pages);
        Folder = Path.Combine(_root, "state", "postpress");
    }

    public TimeProvider Clock { get; init; }

    public PagedApi Api { get; init; }

    public string Folder { get; set; }

    public ConnectionSettings Settings { get; set; } = Make.Settings with { MaximumRetryCount = 0 };

    public string Key { get; set; } = Make.Key;

    public bool IgnoresLedger { get; set; }

    /// <summary>What the runs told.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>The files of the ledgers.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Folder, "*" + LedgerFile.Suffix)];

    public PostPressConnection Connection => Make.Connection(key: Key, settings: Settings);

    public ClientOptions Options => new()
    {
        Clock = Clock,
        Handler = Api,
        // Pauses are what the settings say, without chance.
        Random = static () => 0.5,
        LedgerFolder = CallLedger.FolderFor(Connection, Folder),
        IgnoresLedger = IgnoresLedger,
        Observer = Tell,
    };

    public PostPressUsage Usage => Assert.Single(CallLedger.Find(Folder)!.Read(Clock, Settings.MaximumCallsPerDay));

    public async Task<Reading> ReadAsync(RelationQuery? query = null)
    {
        using var reading = new Reading(Connection, Options);
        return await reading.RunAsync(query ?? Make.Query(Account));
    }

    public async Task<PostPressApiException> FailAsync(RelationQuery? query = null)
    {
        using var reading = new Reading(Connection, Options);
        return await reading.FailAsync(query ?? Make.Query(Account));
    }

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private void Tell(RunEvent happened)
    {
        lock (Events)
        {
            Events.Add(happened);
        }
    }
}
