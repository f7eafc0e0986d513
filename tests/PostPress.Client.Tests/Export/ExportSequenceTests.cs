using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Export;

/// <summary>
/// Seeded sequences of runs to one file: accounts come, go and change places, calls fail, runs are cancelled, hours pass. Whenever the
/// status is Complete, the file has everybody of the accounts that were wanted, each once, and nothing is left beside it.
/// </summary>
public sealed class ExportSequenceTests : IDisposable
{
    private const int PageSize = 40;

    private static readonly string[] Accounts = ["acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Seeds => Scale.Seeds(8, 25);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_complete_file_has_everybody_who_was_wanted_once(int seed)
    {
        var random = new Random(seed);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 3, 15, 0, TimeSpan.Zero));
        using var server = SandboxServer.Start(new SandboxOptions
        {
            RelationCount = random.Next(0, 400),
            Seed = seed,
            Faults = [new SandboxFault { Status = 403, Probability = 0.1 }, new SandboxFault { Status = 404, Type = "resource_not_found", Probability = 0.05 }],
        });
        using var calm = SandboxServer.Start(new SandboxOptions { RelationCount = server.Describe().RelationCount, Seed = seed });
        var request = ExportRun.Csv(_folder.File("r.csv")) with
        {
            PageSize = PageSize,
            Format = seed % 2 == 0 ? ExportFormat.Csv : ExportFormat.JsonLines,
            SpreadsheetSafe = seed % 3 == 0,
            Delimiter = seed % 5 == 0 ? ';' : ',',
        };
        var complete = 0;
        for (var run = 0; run < 12; run++)
        {
            request = request with { AccountIds = [.. Accounts.OrderBy(_ => random.Next()).Take(random.Next(1, 4))] };
            var outcome = await RunAsync(server, request, clock, cancelAt: random.Next(2) == 0 ? random.Next(1, 12) : int.MaxValue);
            clock.Advance(TimeSpan.FromHours(random.Next(0, 20)));
            if (outcome is not null && outcome.Exports.All(export => export.Status == "Complete"))
            {
                complete++;
                await AssertWholeAsync(calm, request);
            }
        }

        Assert.True(complete > 0, "No run came to its end: the sequence tests nothing.");
    }

    private async Task AssertWholeAsync(SandboxServer calm, ExportRequest request)
    {
        Assert.Equal(["r.csv"], _folder.Names);
        using var file = File.OpenRead(request.Path);
        var rows = request.FileFormat.CreateFormatter().ReadRelations(file).ToList();
        Assert.Equal(rows.Count, rows.Select(row => (row.AccountId, row.MemberId)).Distinct().Count());
        foreach (var account in Accounts)
        {
            var wanted = request.AccountIds.Contains(account) ? await ExportRun.ReadAsync(calm.BaseUri, account) : [];
            Assert.Equal(
                wanted.Select(person => (person.MemberId, person.FirstName ?? "")).Order(),
                rows.Where(row => row.AccountId == account).Select(row => (row.MemberId, row.FirstName ?? "")).Order());
        }
    }

    private static async Task<ExportOutcome?> RunAsync(SandboxServer server, ExportRequest request, TimeProvider clock, int cancelAt)
    {
        using var stop = new CancellationTokenSource();
        var pages = 0;
        void Cancel(RunEvent happened)
        {
            if (happened is PageWritten && ++pages == cancelAt)
            {
                stop.Cancel();
            }
        }

        using var exporter = new RelationExporter(ExportRun.Connect(server.BaseUri), new ClientOptions { Clock = clock, Observer = Cancel });
        try
        {
            return await exporter.ExportAsync(request, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
