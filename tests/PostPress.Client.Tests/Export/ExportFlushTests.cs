using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Export;

/// <summary>Rows and journal are flushed when a second has passed, and before everything that can take long.</summary>
public sealed class ExportFlushTests : IDisposable
{
    private const string Account = "acc_1";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _waits = [];
    private long _written;
    private bool _isWaiting;
    private int _inside;

    public static TheoryData<int> Seeds => Scale.Seeds(12, 40);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, new long[] { 1 })]
    [InlineData(999, new long[] { 1, 11 })]
    [InlineData(1000, new long[] { 1, 6, 11 })]
    public async Task A_run_without_pauses_flushes_by_time_and_not_by_page(int milliseconds, long[] flushed)
    {
        var clock = new FakeTimeProvider();
        var rows = new List<long>();
        var outcome = await ExportAsync(new ClientOptions { Clock = clock, Handler = new PagedApi(clock, pages: 14) }, Make.Settings, happened =>
        {
            if (happened is PageWritten written)
            {
                rows.Add(Journal.RowsOf(Request));
                // So much time for five pages.
                clock.Advance(TimeSpan.FromMilliseconds(written.Page % 5 == 0 ? milliseconds : 0));
            }
        });

        Assert.Equal(("Complete", 14L), (outcome.Export.Status, outcome.Export.Rows));
        Assert.Equal(flushed, rows.Distinct());
    }

    [Fact]
    public async Task Every_page_is_flushed_before_a_pause() => await AssertFlushedAsync("Pace", new PagedApi(TimeProvider.System, pages: 6), pause: 2);

    [Fact]
    public async Task Every_page_is_flushed_before_the_wait_for_a_retry() =>
        await AssertFlushedAsync("Retry", new PagedApi(TimeProvider.System, pages: 6) { Refuse = static call => call is 4 or 5 ? new Refusal(503, "provider_error") : null });

    [Fact]
    public async Task Every_page_is_flushed_before_a_call_that_the_ledger_holds_back()
    {
        // While the third page is on its way, another process is told to wait.
        var other = Options(new PagedApi(TimeProvider.System) { Refuse = static _ => new Refusal(429, "too_many_requests", RetryAfter: 7) });
        var api = new PagedApi(TimeProvider.System, pages: 6);
        api.Hold = async (call, _) =>
        {
            if (call == 3)
            {
                using var reading = new Reading(Connection(), other);
                await reading.FailAsync(Make.Query(Account));
            }
        };
        await AssertFlushedAsync("AccountLimit", api);
    }

    [Fact]
    public async Task Every_page_is_flushed_before_a_call_that_the_limit_of_the_key_holds_back()
    {
        // While the third page is on its way, two other accounts of the run are told to wait.
        RelationExporter? run = null;
        var api = new PagedApi(TimeProvider.System, pages: 6) { Refuse = static call => call is 4 or 5 ? new Refusal(429, "too_many_requests", RetryAfter: 7) : null };
        api.Hold = async (call, stop) =>
        {
            foreach (var account in call == 3 ? ["acc_2", "acc_3"] : Array.Empty<string>())
            {
                using var other = run!.CreateAccountScope();
                await other.TryExportAsync(ExportRun.Csv(_folder.File(account), account), stop);
            }
        };
        await AssertFlushedAsync("KeyLimit", api, use: exporter => run = exporter);
    }

    [Fact]
    public async Task A_flush_that_fails_before_a_wait_ends_the_export_and_is_not_tried_again()
    {
        var inTheWay = Request.Path + ".postpress-journal~";
        var api = new PagedApi(TimeProvider.System, pages: 6) { Refuse = static call => call == 4 ? new Refusal(503, "provider_error") : null };
        var pages = 0L;
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportAsync(Options(api), Make.Settings with { MaximumRetryCount = 5 }, happened =>
        {
            pages = happened is PageWritten written ? written.Page : pages;
            if (happened is PageWritten { Page: 1 })
            {
                Directory.CreateDirectory(inTheWay);
            }
            else if (happened is PageWritten { Page: 3 })
            {
                // Between the flush that failed and the end.
                Directory.Delete(inTheWay);
            }
        }));

        Assert.Equal(ExportFileError.NotPermitted, refusal.Error);
        Assert.Equal((4, 3), (api.Calls.Count, pages));
        Assert.Equal(1, Journal.RowsOf(Request));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_written_is_on_the_disk_at_every_wait_and_at_every_end(int seed)
    {
        var random = new Random(seed);
        var pages = random.Next(3, 30);
        var answers = new PagedApi(TimeProvider.System, pages)
        {
            // Answers come on the thread of the export, or on another one.
            Hold = async (call, _) =>
            {
                if (call % 3 > 0)
                {
                    await Task.Yield();
                }
            },
            Refuse = _ => random.Next(12) switch
            {
                0 => new Refusal(503, "provider_error"),
                1 => new Refusal(429, "too_many_requests", RetryAfter: 3),
                2 => new Refusal(403, "insufficient_permissions"),
                _ => null,
            },
        };
        ExportOutcome? outcome = null;
        while (outcome?.Export.Status != "Complete")
        {
            using var stop = new CancellationTokenSource();
            var lastPage = random.Next(1, 20);
            _written = Journal.RowsOf(Request);
            try
            {
                outcome = await ExportAsync(Options(answers), Make.Settings with { PageDelaySec = seed % 4 == 0 ? 2 : 0 }, happened =>
                {
                    Check(happened);
                    if (happened is PageWritten written && written.Page == lastPage)
                    {
                        stop.Cancel();
                    }
                }, stop: stop.Token);
            }
            catch (OperationCanceledException)
            {
                outcome = null;
            }

            Assert.Equal(outcome?.Export.Status == "Complete" ? 0 : _written, Journal.RowsOf(Request));
        }

        Assert.Empty(_faults);
        using var file = File.OpenRead(Request.Path);
        Assert.Equal(Enumerable.Range(1, pages).Select(page => "m" + page), Request.FileFormat.CreateFormatter().ReadRelations(file).Select(row => row.MemberId));
    }

    private ExportRequest Request => ExportRun.Csv(_folder.File("r.csv"), Account);

    private static PostPressConnection Connection(ConnectionSettings? settings = null) => Make.Connection(settings: settings ?? Make.Settings with { MaximumRetryCount = 0 });

    private ClientOptions Options(PagedApi api) => new()
    {
        Clock = new SkippingClock(stands: true),
        Handler = api,
        LedgerFolder = CallLedger.FolderFor(Connection(), _folder.File("state")),
        IgnoresLedger = true,
    };

    private async Task AssertFlushedAsync(string wait, PagedApi api, double pause = 0, Action<RelationExporter>? use = null)
    {
        // No retry but where that is the wait.
        var settings = Make.Settings with { PageDelaySec = pause, MaximumRetryCount = wait == "Retry" ? 5 : 0 };
        var outcome = await ExportAsync(Options(api), settings, Check, use);
        Assert.Equal(("Complete", 6L), (outcome.Export.Status, outcome.Export.Rows));
        Assert.Equal([wait], _waits);
        Assert.Empty(_faults);
    }

    private async Task<ExportOutcome> ExportAsync(ClientOptions options, ConnectionSettings settings, Action<RunEvent> observer, Action<RelationExporter>? use = null, CancellationToken stop = default)
    {
        using var run = new RelationExporter(Connection(settings), options with { Observer = observer });
        use?.Invoke(run);
        using var exporter = run.CreateAccountScope();
        return await exporter.ExportAsync(Request, stop);
    }

    // What an observer sees: it is called from two threads, but one at a time.
    private void Check(RunEvent happened)
    {
        if (happened.AccountId != Account)
        {
            return;
        }

        if (Interlocked.Increment(ref _inside) > 1)
        {
            _faults.Add($"{happened} came during another event.");
        }

        switch (happened)
        {
            case PageRequested:
                _isWaiting = false;
                break;
            case CallDelayed or RetryPlanned:
                _isWaiting = true;
                _waits.Add(happened is CallDelayed delayed ? $"{delayed.Reason}" : "Retry");
                break;
            case PageWritten written:
                _written = written.Rows;
                break;
        }

        if (_isWaiting && Journal.RowsOf(Request) is var rows && rows != _written)
        {
            _faults.Add($"The journal has {rows} of {_written} rows: {happened}");
        }

        Interlocked.Decrement(ref _inside);
    }
}
