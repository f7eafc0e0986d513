using System.Globalization;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Sync;

/// <summary>
/// Kills the syncing process (SIGKILL on Unix) at seeded moments: while it reads, while it writes, while its changes are taken. The file is that of
/// before or of after, the next run goes on, and whoever drops the ids that they have is told everything once.
/// </summary>
public sealed class SyncKillTests
{
    private const int Relations = 1_300;

    public static TheoryData<int> Seeds => Scale.Seeds(6, 50);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_sync_loses_no_change_and_leaves_no_half_file(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var server = new KillingServer(new SandboxOptions { RelationCount = Relations, Seed = seed });
        var path = folder.File("r.csv");
        await SyncAsync(server.BaseUri, path, full: false);
        var before = await ReadAsync(server.BaseUri);
        Move(server, random);
        var after = await ReadAsync(server.BaseUri);

        var isFull = seed % 2 == 0;
        var (killed, isKilled) = await KillAsync(server, path, isFull, random);

        // Before or after; a sync that is not full leaves whoever is gone.
        var rows = Members(path);
        HashSet<string> expected = [.. isFull ? after : after.Union(before)];
        Assert.True(rows.SetEquals(before) || rows.SetEquals(expected), "The file is neither that of before nor that of after.");

        var resumed = await SyncAsync(server.BaseUri, path, isFull);
        Assert.True(Members(path).SetEquals(expected));
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], folder.Names);
        AssertOnce(killed, [.. resumed.Select(Text)], before, expected, isKilled);
        Assert.Empty(await SyncAsync(server.BaseUri, path, isFull));
    }

    // Whatever the killed process wrote comes again with the same ids, unless all of it was taken.
    private static void AssertOnce(IReadOnlyList<string> killed, IReadOnlyList<string> resumed, HashSet<string> before, HashSet<string> expected, bool isKilled)
    {
        var told = killed.Concat(resumed).Distinct().Select(text => text.Split(' ')).ToList();
        Assert.Equal(expected.Except(before).Order(), told.Where(change => change[1] == "Added").Select(change => change[2]).Order());
        Assert.Equal(before.Except(expected).Order(), told.Where(change => change[1] == "Removed").Select(change => change[2]).Order());
        Assert.True(resumed.Count == 0 || killed.All(resumed.Contains), "Some changes came again and some did not.");
        Assert.True(isKilled || resumed.Count == 0, "Changes that were taken came again.");
    }

    private static void Move(KillingServer server, Random random) => server.Accounts.Change(ExportRun.Account, list =>
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            list.Leave(random.Next(200, (int)list.Length));
            list.Connect();
        }
    });

    private static async Task<(IReadOnlyList<string> Changes, bool IsKilled)> KillAsync(KillingServer server, string path, bool isFull, Random random)
    {
        using var victim = ExportProcess.Start(server.BaseUri, ExportRun.Account, path, isFull ? "full" : "sync");
        // Mostly after the last page: there the file, the memory and the changes are written.
        server.Moment = random.Next(4) == 0 ? KillMoment.InsidePage : KillMoment.AfterPage;
        server.AtCall = isFull ? random.Next(3, 6) : 1;
        server.After = TimeSpan.FromMilliseconds(random.NextDouble() * 150);
        server.Restart();
        server.Kill = victim.Kill;
        var said = await victim.StandardOutput.ReadToEndAsync();
        await victim.WaitForExitAsync();
        server.Kill = null;
        return ([.. ChangeLine.ReadAll(said).Select(Text)], !said.Contains("delivered\n", StringComparison.Ordinal));
    }

    private static string Text(PostPressRelationChange change) => string.Create(CultureInfo.InvariantCulture, $"{change.Id} {change.Change} {change.Relation.MemberId}");

    private static async Task<IReadOnlyList<PostPressRelationChange>> SyncAsync(Uri baseUri, string path, bool full)
    {
        using var sync = new RelationSync(ExportRun.Connect(baseUri), new ClientOptions());
        using var outcome = await sync.SyncAsync(new SyncRequest { File = ExportRun.Csv(path) with { PageSize = 500 }, Full = full }, default);
        Assert.Empty(outcome.Failures);
        outcome.Delivered();
        return outcome.Changes;
    }

    private static async Task<HashSet<string>> ReadAsync(Uri baseUri) => [.. (await ExportRun.ReadAsync(baseUri)).Select(person => person.MemberId!)];

    private static HashSet<string> Members(string path)
    {
        using var file = File.OpenRead(path);
        var rows = ExportRun.Csv(path).FileFormat.CreateFormatter().ReadRelations(file).Select(row => row.MemberId!).ToList();
        Assert.Equal(rows.Count, rows.Distinct().Count());
        return [.. rows];
    }
}
