using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Export;

/// <summary>An unfinished export is resumed while it is fresh, and read again when it is old.</summary>
public sealed class ExportAgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 3, 15, 0, TimeSpan.Zero));
    private readonly List<RunEvent> _events = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24, true)]
    [InlineData(24.1, false)]
    public async Task An_unfinished_export_is_resumed_for_a_day(double hours, bool isResumed)
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500, Faults = [new SandboxFault { Status = 403, Page = 2 }] });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        Assert.Equal("insufficient_permissions", (await ExportAsync(server, request)).Export.Status);

        _clock.Advance(TimeSpan.FromHours(hours));
        var outcome = await ExportAsync(server, request);
        Assert.Equal(("Complete", 2500L, isResumed ? 1000L : 0L), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.ResumedFrom));
        Assert.Equal(
            isResumed ? [] : [RunNotice.ExportRestarted(request.Path, "it began 2026-11-25 03:15 UTC, and the maximum age is 24 h")],
            _events.Of(nameof(RunNotice.ExportRestarted)));
    }

    [Fact]
    public async Task One_of_a_day_to_come_is_not_fresh_for_ever()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500, Faults = [new SandboxFault { Status = 403, Page = 2 }] });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportAsync(server, request);

        // The clock was wrong then, or is now.
        var earlier = new FakeTimeProvider(_clock.GetUtcNow().AddYears(-1));
        using var exporter = new RelationExporter(ExportRun.Connect(server.BaseUri), new ClientOptions { Clock = earlier, Observer = _events.Add });
        Assert.Equal(0, (await exporter.ExportAsync(request, default)).Export.ResumedFrom);
        Assert.Single(_events.Of(nameof(RunNotice.ExportRestarted)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(30 * 24, 1)]
    public async Task A_finished_one_that_was_never_put_in_place_is_old_news_after_a_month(int hours, int calls)
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 100 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        // The rename fails: since the start, something has come up where the file should be.
        await Assert.ThrowsAsync<ExportFileException>(() => ExportAsync(server, request, seen =>
        {
            if (seen is PageWritten)
            {
                Directory.CreateDirectory(Path.Combine(request.Path, "in the way"));
            }
        }));
        Directory.Delete(request.Path, recursive: true);

        _clock.Advance(TimeSpan.FromHours(hours));
        var outcome = await ExportAsync(server, request);
        Assert.Equal(("Complete", 100L, (long)calls), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.Calls));
        Assert.Equal(100 + 1, (await File.ReadAllTextAsync(request.Path)).Split("acc_sandbox_main").Length);
    }

    private async Task<ExportOutcome> ExportAsync(SandboxServer server, ExportRequest request, Action<RunEvent>? observer = null)
    {
        using var exporter = new RelationExporter(ExportRun.Connect(server.BaseUri), new ClientOptions { Clock = _clock, Observer = seen => { _events.Add(seen); observer?.Invoke(seen); } });
        return await exporter.ExportAsync(request, default);
    }
}
