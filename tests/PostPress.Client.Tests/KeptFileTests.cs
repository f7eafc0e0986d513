using Microsoft.Extensions.Time.Testing;
using PostPress.Client.Tests.Export;
using PostPress.Client.Tests.Ledger;
using PostPress.Client.Tests.Sync;

namespace PostPress.Client.Tests;

/// <summary>Files that commit 8d1d3af wrote (tests/Data/Kept) are read, and continued without a full read, a warning or a lost row.</summary>
public sealed class KeptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(SyncFolder.Beginning);
    private readonly List<RunEvent> _events = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kept.csv")]
    [InlineData("kept.jsonl")]
    [InlineData("kept-safe.csv")]
    public async Task A_kept_file_is_synced_with_one_call_and_only_real_changes_are_reported(string name)
    {
        using var server = SecondNight();
        var request = Sync(name);
        var file = File.ReadAllBytes(request.File.Path);
        using (var quiet = await SyncAsync(server, request))
        {
            Assert.Equal(1, server.Calls);
            Assert.All(_events, happened => Assert.IsType<PageRequested>(happened));
            Assert.Equal(name == "kept.csv" ? 3 : 0, quiet.Changes.Count);
            Assert.Equal(PostPressSync.NewestRead, Assert.Single(quiet.Accounts).Read);
            Assert.Equal(152, quiet.Accounts[0].Rows);
        }

        Assert.Equal(file, File.ReadAllBytes(request.File.Path));
        _clock.Advance(TimeSpan.FromDays(1));
        var added = server.Connect();
        using var next = await SyncAsync(server, request);
        Assert.Equal(2, server.Calls);
        Assert.Equal(PostPressRelationChange.Added, Assert.Single(next.Changes).Change);
        Assert.Equal(added.MemberId, next.Changes[0].Relation.MemberId);
        Assert.Equal(Texts(server.Now()), Texts(Read(request.File)));
    }

    [Theory]
    [InlineData("kept.csv")]
    [InlineData("kept.jsonl")]
    [InlineData("kept-safe.csv")]
    public async Task A_full_read_finds_everyone_in_a_kept_file_unchanged(string name)
    {
        using var server = SecondNight();
        var request = Sync(name) with { Full = true, IncludePicture = true };
        using var full = await SyncAsync(server, request);
        var account = Assert.Single(full.Accounts);
        Assert.Equal(PostPressSync.FullRead, account.Read);
        Assert.Equal((0, 0, 0), (account.Added, account.Removed, account.Changed));
    }

    [Fact]
    public async Task Undelivered_changes_are_emitted_again_with_the_same_ids()
    {
        using var server = SecondNight();
        using var outcome = await SyncAsync(server, Sync("kept.csv"));
        Assert.Equal(
            [
                "82DA58FD3BC6FB32BD7DE8963049AF68 Added Yda 152 Lovelace",
                "A063666255CEE2B69CC7FEC82809A874 Added Rda 151 Lovelace",
                "D566FDF03C22A7F148A5ADF0254FC4B4 Changed Cda 4 Lovelace",
            ],
            outcome.Changes.Select(change => $"{change.Id} {change}".Replace(":", "", StringComparison.Ordinal)));
        Assert.Equal([nameof(UserRelation.Headline)], outcome.Changes[2].ChangedProperty);
        Assert.Equal("Engineer, 4", outcome.Changes[2].Previous!.Headline);
    }

    [Theory]
    [InlineData("unfinished.csv", "finished.csv")]
    [InlineData("unfinished.jsonl", "finished.jsonl")]
    public async Task An_unfinished_export_is_resumed_and_finished_to_the_same_bytes(string name, string finished)
    {
        using var server = new LivingList(_clock, 50, "acc_a", "acc_b");
        var format = name.EndsWith(".csv", StringComparison.Ordinal) ? ExportFormat.Csv : ExportFormat.JsonLines;
        var request = ExportRun.Csv(Copy(name), "acc_a", "acc_b") with { Format = format, ByteOrderMark = format == ExportFormat.Csv, PageSize = 20 };
        using var exporter = new RelationExporter(Make.Connection(), Options(server));
        var outcome = await exporter.ExportAsync(request, default);
        Assert.Null(outcome.Refusal);
        Assert.Equal([50, 40], outcome.Exports.Select(export => export.ResumedFrom));
        Assert.Empty(_events.Of(nameof(RunNotice.ExportRestarted)));
        // The last page of acc_b, and two to verify it.
        Assert.Equal(3, server.Calls);
        Assert.Equal(File.ReadAllBytes(Kept(finished)), File.ReadAllBytes(request.Path));
        Assert.Equal([name], _folder.Names);
    }

    [Theory]
    [InlineData("unfinished.csv")]
    [InlineData("unfinished.jsonl")]
    public void An_unfinished_export_is_listed(string name)
    {
        var export = UnfinishedExports.Find(Copy(name), _clock)!;
        Assert.Equal((90, 3), (export.Rows, export.NextPage));
        Assert.Equal(["acc_b"], export.PendingAccountId);
    }

    [Theory]
    [InlineData("kept.csv")]
    [InlineData("kept.jsonl")]
    [InlineData("kept-safe.csv")]
    public void A_kept_file_is_compared_without_a_difference(string name)
    {
        using var server = SecondNight();
        using var comparison = new ExportComparison(includePicture: true, _clock, default);
        comparison.AddReference(Copy(name));
        foreach (var relation in server.Now())
        {
            comparison.AddDifference(relation);
        }

        Assert.Empty(comparison.Finish());
        Assert.Equal(152, comparison.ReferenceCount);
    }

    [Theory]
    [InlineData("kept.csv")]
    [InlineData("kept.jsonl")]
    public async Task The_rows_of_a_kept_file_guard_it(string name)
    {
        using var server = new LivingList(_clock, 3);
        var format = name.EndsWith(".csv", StringComparison.Ordinal) ? ExportFormat.Csv : ExportFormat.JsonLines;
        using var exporter = new RelationExporter(Make.Connection(), Options(server));
        var outcome = await exporter.ExportAsync(ExportRun.Csv(Copy(name), Make.Main) with { Format = format }, default);
        Assert.Equal(ExportFileError.TooFewRows, outcome.Refusal?.Error);
        Assert.Contains("152", outcome.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_ledger_still_counts_and_blocks()
    {
        using var ledgered = new Ledgered(_clock);
        Directory.CreateDirectory(ledgered.Folder);
        foreach (var file in Directory.GetFiles(Kept("ledger")))
        {
            File.Copy(file, Path.Combine(ledgered.Folder, Path.GetFileName(file)));
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        var usages = CallLedger.Find(ledgered.Folder)!.Read(_clock, 1500);
        Assert.Equal(
            ["acc_disconnected 1 disconnected_account", "acc_limited 1 too_many_requests", "acc_read 10 ", "acc_restricted 1 account_restricted"],
            usages.Select(usage => $"{usage.AccountId} {usage.Calls} {usage.Block}"));
        Assert.Equal(SyncFolder.Beginning, usages[2].LastReadAt);
        Assert.Equal("account_restricted", (await ledgered.FailAsync(Make.Query("acc_restricted"))).Id);
        Assert.Equal("disconnected_account", (await ledgered.FailAsync(Make.Query("acc_disconnected"))).Id);
        Assert.Equal("too_many_requests", (await ledgered.FailAsync(Make.Query("acc_limited"))).Id);
        Assert.Empty(ledgered.Api.Calls);
        Assert.Empty(ledgered.Events);
        await ledgered.ReadAsync(Make.Query("acc_read"));
        Assert.Equal(11, CallLedger.Find(ledgered.Folder)!.Read(_clock, 1500)[2].Calls);
    }

    // The list as it was when the kept files were written, one day after the beginning.
    private LivingList SecondNight()
    {
        var server = new LivingList(_clock, 150);
        _clock.Advance(TimeSpan.FromDays(1));
        server.Connect();
        server.Connect();
        server.Change(5, person => LivingList.With(person, headline: "=Chief; of, \"everything\""));
        return server;
    }

    private SyncRequest Sync(string name)
    {
        var file = ExportRun.Csv(Copy(name), Make.Main);
        return new()
        {
            File = name switch
            {
                "kept.jsonl" => file with { Format = ExportFormat.JsonLines, ByteOrderMark = false },
                "kept-safe.csv" => file with { SpreadsheetSafe = true, Delimiter = ';', ByteOrderMark = false },
                _ => file,
            },
        };
    }

    private async Task<SyncOutcome> SyncAsync(LivingList server, SyncRequest request)
    {
        using var sync = new RelationSync(Make.Connection(), Options(server));
        var outcome = await sync.SyncAsync(request, default);
        outcome.Delivered();
        return outcome;
    }

    private ClientOptions Options(HttpMessageHandler server) => new() { Handler = server, Clock = _clock, Observer = _events.Add };

    private static List<UserRelation> Read(ExportRequest request)
    {
        using var file = File.OpenRead(request.Path);
        return [.. request.FileFormat.CreateFormatter().ReadRelations(file)];
    }

    private static IReadOnlyList<string> Texts(IEnumerable<UserRelation> relations) => SyncFolder.Texts(relations);

    private static string Kept(string name) => Path.Combine(AppContext.BaseDirectory, "Kept", name);

    // A file with those beside it.
    private string Copy(string name)
    {
        foreach (var file in Directory.GetFiles(Kept("."), name + "*"))
        {
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        }

        return _folder.File(name);
    }
}
