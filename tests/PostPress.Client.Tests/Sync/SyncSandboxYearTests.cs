using System.Globalization;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Sync;

/// <summary>
/// A year of the sandbox (or two months of it), over real HTTP: 10,000 people, of whom some connect, leave and change each day, also while the list is read; 5 % of
/// the calls fail; one night of about a hundred is killed. What the changes give, and what the year costs.
/// </summary>
public sealed class SyncSandboxYearTests(ITestOutputHelper output)
{
    private const int People = 10_000;

    private static readonly int Nights = Scale.Of(60, 365);

    private static readonly int[] KilledNights = [40, 141, 260];

    [Fact]
    public async Task The_changes_of_a_year_give_the_list_at_a_fraction_of_the_calls()
    {
        using var folder = new TemporaryFolder();
        using var server = SandboxServer.Start(new SandboxOptions
        {
            RelationCount = People,
            Seed = 11,
            Now = SyncFolder.Beginning,
            Faults =
            [
                new SandboxFault { Kind = SandboxFaultKind.Live, AddPerDay = 3, RemovePerDay = 1, ChangePerDay = 2 },
                new SandboxFault { Kind = SandboxFaultKind.Error, Status = 503, Probability = 0.03 },
                new SandboxFault { Kind = SandboxFaultKind.Drop, Probability = 0.02 },
                new SandboxFault { Kind = SandboxFaultKind.Churn, Probability = 0.01 },
            ],
        });
        var sandbox = server.Describe();
        var path = folder.File("r.csv");
        var replica = new Replica();
        var (calls, quiet, wholeReads, failed) = (0, 0, 0, 0);
        for (var night = 0; night < Nights; night++)
        {
            sandbox.Now = SyncFolder.Beginning.AddDays(night);
            var newest = server.Api.Relations(ExportRun.Account, newest: 50);
            var seen = sandbox.GetCalls().Count;
            if (KilledNights.Contains(night))
            {
                replica.Take(await KillAsync(server, path, sandbox.Now, after: night), isDelivered: false);
            }

            var called = sandbox.GetCalls().Count;
            var (outcome, changes) = await SyncAsync(server, path, sandbox);
            var during = sandbox.GetCalls().Skip(called).ToList();
            calls += sandbox.GetCalls().Count - seen;
            if (night == 0)
            {
                replica.Begin(Rows(path));
            }

            replica.Take(changes, isDelivered: true);
            if (outcome.Status is not ("Complete" or "Unverified"))
            {
                failed++;
                continue;
            }

            var hasMoved = during.Any(call => call.Fault == "Churn");
            // Nobody who connected before the night is missing in the morning.
            Assert.All(newest, person => Assert.True(hasMoved || replica.Has(person.MemberId!), person.MemberId));
            if (outcome is { Read: "Full", Status: "Complete" })
            {
                wholeReads++;
                var rows = Rows(path);
                Assert.Equal(SyncFolder.Texts(rows).Order(StringComparer.Ordinal), SyncFolder.Texts(replica.People).Order(StringComparer.Ordinal));
                if (!hasMoved)
                {
                    Assert.Equal(SyncFolder.Texts(server.Api.Relations(ExportRun.Account)).Order(StringComparer.Ordinal), SyncFolder.Texts(rows).Order(StringComparer.Ordinal));
                }
            }
            else if (outcome is { Added: 0, Changed: 0, Retries: 0 } && !hasMoved)
            {
                quiet++;
                Assert.Equal(1, outcome.Calls);
            }
        }

        Assert.True(quiet > Nights / 73 && wholeReads >= Nights / 7, $"Too little happened: {quiet} quiet nights, {wholeReads} whole reads.");
        Assert.True(failed < Nights / 20, $"{failed} nights failed.");
        // 10 pages and two calls to verify them; with the API's own page of 100: 100 pages.
        output.WriteLine(FormattableString.Invariant($"{calls:N0} calls in {Nights} nights, {wholeReads} whole reads, {quiet} quiet nights, {failed} failed; a full read each night: {Nights * 12:N0}, at 100 a page {Nights * 100:N0}."));
        // Whoever seems to be gone is searched for by name, which is about one call a person.
        Assert.InRange(calls, Nights, Nights * 12 * 2 / 5);
    }

    private static async Task<(PostPressSync Outcome, IReadOnlyList<PostPressRelationChange> Changes)> SyncAsync(SandboxServer server, string path, PostPressSandbox sandbox)
    {
        using var sync = new RelationSync(ExportRun.Connect(server.BaseUri), new ClientOptions { Clock = new SandboxTime(sandbox) });
        using var outcome = await sync.SyncAsync(new SyncRequest { File = ExportRun.Csv(path) }, default);
        outcome.Delivered();
        return (Assert.Single(outcome.Accounts), outcome.Changes);
    }

    // At a moment that depends on the machine; whatever it is, nothing may be lost.
    private static async Task<IReadOnlyList<PostPressRelationChange>> KillAsync(SandboxServer server, string path, DateTimeOffset now, int after)
    {
        var calls = server.Describe().GetCalls().Count;
        using var victim = ExportProcess.Start(server.BaseUri, ExportRun.Account, path, "full", now.ToString("O", CultureInfo.InvariantCulture));
        SpinWait.SpinUntil(() => victim.HasExited || server.Describe().GetCalls().Count >= calls + 1 + (after % 11));
        SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(after % 40));
        victim.Kill();
        var said = await victim.StandardOutput.ReadToEndAsync();
        await victim.WaitForExitAsync();
        return ChangeLine.ReadAll(said);
    }

    private static List<UserRelation> Rows(string path)
    {
        using var file = File.OpenRead(path);
        return [.. ExportRun.Csv(path).FileFormat.CreateFormatter().ReadRelations(file)];
    }

    private sealed class SandboxTime(PostPressSandbox sandbox) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => sandbox.Now;
    }
}
