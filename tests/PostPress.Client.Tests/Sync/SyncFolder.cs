using Microsoft.Extensions.Time.Testing;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Sync;

/// <summary>A file that is kept current from a <see cref="LivingList"/>, night after night.</summary>
internal sealed class SyncFolder : IDisposable
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 25, 3, 15, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public SyncFolder(int count = 250, params string[] accounts)
    {
        Clock = new FakeTimeProvider(Beginning);
        Server = new LivingList(Clock, count, accounts);
        Request = new SyncRequest { File = ExportRun.Csv(_folder.File("r.csv"), accounts.Length == 0 ? [Make.Main] : accounts) };
    }

    public FakeTimeProvider Clock { get; }

    public LivingList Server { get; }

    public SyncRequest Request { get; set; }

    public string Path => Request.File.Path;

    public string StatePath => Path + ".postpress-sync";

    public List<RunEvent> Events { get; } = [];

    public IEnumerable<string> Names => _folder.Names;

    /// <summary>What is in the file.</summary>
    public IReadOnlyList<UserRelation> Rows
    {
        get
        {
            using var file = File.OpenRead(Path);
            return [.. Request.File.FileFormat.CreateFormatter().ReadRelations(file)];
        }
    }

    /// <summary>Runs a sync whose changes are all taken.</summary>
    public async Task<SyncOutcome> SyncAsync(SyncRequest? request = null, bool isDelivered = true)
    {
        using var sync = new RelationSync(Make.Connection(), new ClientOptions { Handler = Server, Clock = Clock, Observer = Events.Add });
        using var outcome = await sync.SyncAsync(request ?? Request, default);
        if (isDelivered)
        {
            outcome.Delivered();
        }

        return outcome;
    }

    /// <summary>The same a day later.</summary>
    public Task<SyncOutcome> NextNightAsync(SyncRequest? request = null, bool isDelivered = true)
    {
        Clock.Advance(TimeSpan.FromDays(1));
        return SyncAsync(request, isDelivered);
    }

    /// <summary>What relations say, in one text each; the account and the picture's address aside.</summary>
    public static IReadOnlyList<string> Texts(IEnumerable<UserRelation> relations) =>
        [.. relations.Select(row => $"{row.MemberId}|{row.FirstName}|{row.LastName}|{row.Headline}|{row.PublicIdentifier}|{row.CreatedAt:O}")];

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
