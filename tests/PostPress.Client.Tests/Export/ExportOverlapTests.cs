namespace PostPress.Client.Tests.Export;

/// <summary>The next page is asked for while this one is written: one ahead, never during a pause, and never left alone.</summary>
public sealed class ExportOverlapTests : IDisposable
{
    private const string Account = "acc_1";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _steps = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "ask 1, ask 2, write 1, ask 3, write 2, ask 4, ask 5, write 3, write 4")]
    [InlineData(2, "ask 1, write 1, pause, ask 2, write 2, pause, ask 3, write 3, pause, ask 4, pause, ask 5, write 4")]
    public async Task Only_a_run_without_pauses_asks_one_page_ahead(double pause, string steps)
    {
        // The last two calls verify the list, and what they find is written without rows.
        var api = new PagedApi(TimeProvider.System, pages: 3);
        var outcome = await ExportAsync(api, pause, Note);

        Assert.Equal(steps, string.Join(", ", _steps));
        Assert.Equal((5L, 5), (outcome.Export.Calls, api.Calls.Count));
    }

    [Fact]
    public async Task A_page_is_written_while_the_next_one_has_not_come()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = new PagedApi(TimeProvider.System, pages: 2) { Hold = (call, stop) => call == 2 ? written.Task.WaitAsync(stop) : Task.CompletedTask };
        var outcome = await ExportAsync(api, pause: 0, happened =>
        {
            if (happened is PageWritten)
            {
                written.TrySetResult();
            }
        });

        Assert.Equal(("Complete", 0L), (outcome.Export.Status, outcome.Export.Retries));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_no_request_in_flight()
    {
        var inFlight = 0;
        var api = new PagedApi(TimeProvider.System, pages: 9)
        {
            Hold = async (call, stop) =>
            {
                inFlight++;
                using var cancelled = new SemaphoreSlim(0);
                // The third answer comes when nobody wants it any more, and takes its time.
                await (call == 3 ? cancelled.WaitAsync(stop).ContinueWith(static _ => { }, TaskScheduler.Default) : Task.CompletedTask);
                inFlight--;
            },
        };
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportAsync(api, pause: 0, happened =>
        {
            if (happened is PageWritten { Page: 2 })
            {
                throw new IOException("It is the cable.");
            }
        }));

        Assert.Contains("the cable", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((0, 3), (inFlight, api.Calls.Count));
        Assert.Equal(2, Journal.RowsOf(Request));
    }

    [Fact]
    public async Task A_page_that_came_before_one_that_fails_is_kept()
    {
        var api = new PagedApi(TimeProvider.System, pages: 9) { Refuse = static call => call == 4 ? new Refusal(403, "insufficient_permissions") : null };
        var outcome = await ExportAsync(api, pause: 0, Note);

        Assert.Equal(("insufficient_permissions", 3L, 4L), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.Calls));
        Assert.Equal(3, Journal.RowsOf(Request));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 2)]
    public async Task A_page_that_came_before_a_cancellation_is_kept_and_one_in_flight_is_not_waited_for(bool hasCome, long rows)
    {
        using var cancellation = new CancellationTokenSource();
        var api = new PagedApi(TimeProvider.System, pages: 9) { Hold = (call, stop) => call == 3 && !hasCome ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync(
            api,
            pause: 0,
            happened =>
            {
                if (happened is PageWritten { Page: 2 })
                {
                    cancellation.Cancel();
                }
            },
            cancellation.Token));

        Assert.Equal(rows, Journal.RowsOf(Request));
        Assert.Equal(3, api.Calls.Count);
    }

    private ExportRequest Request => ExportRun.Csv(_folder.File("r.csv"), Account);

    private void Note(RunEvent happened)
    {
        var step = happened switch
        {
            PageRequested page => $"ask {page.Page}",
            PageWritten page => $"write {page.Page}",
            CallDelayed => "pause",
            _ => null,
        };
        _steps.AddRange(step is null ? [] : [step]);
    }

    private async Task<ExportOutcome> ExportAsync(PagedApi api, double pause, Action<RunEvent> observer, CancellationToken cancellation = default)
    {
        var connection = Make.Connection(settings: Make.Settings with { PageDelaySec = pause });
        using var exporter = new RelationExporter(connection, new ClientOptions { Clock = new SkippingClock(), Handler = api, Observer = observer });
        return await exporter.ExportAsync(Request, cancellation);
    }
}
