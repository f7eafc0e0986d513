using System.Net.Sockets;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Ledger;

/// <summary>The calls of a day, and how often a whole list is read in one.</summary>
public sealed class LedgerBudgetTests
{
    private static readonly ConnectionSettings Four = Make.Settings with { MaximumCallsPerDay = 4, MaximumRetryCount = 0 };

    [Fact]
    public async Task The_call_that_is_too_many_is_not_sent()
    {
        using var run = new Ledgered(pages: 10) { Settings = Four };
        var failure = await run.FailAsync();

        Assert.Equal((FailureKind.NotSent, "daily_budget_spent", null), (failure.Kind, failure.Id, failure.Status));
        Assert.Equal((4, "5"), (failure.RelationsWritten, failure.Cursor));
        var free = (run.Api.Calls[0] + AccountUsage.Day).UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"4 calls in the last 24 hours, and 4 are the limit. The next is free at {free} UTC.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-MaximumCallsPerDay", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(4, run.Api.Calls.Count);
        Assert.Equal((4, 0), (run.Usage.Calls, run.Usage.CallsLeft));
    }

    [Fact]
    public async Task Calls_are_free_again_a_day_later_one_by_one()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock) { Settings = Four };
        for (var hour = 0; hour < 4; hour++)
        {
            await run.ReadAsync();
            clock.Skip(TimeSpan.FromHours(1));
        }

        await run.FailAsync();
        clock.Skip(TimeSpan.FromHours(20));
        await run.ReadAsync();
        await run.FailAsync();
        Assert.Equal(5, run.Api.Calls.Count);
    }

    [Fact]
    public async Task A_retry_counts()
    {
        using var run = new Ledgered { Settings = Four with { MaximumRetryCount = 9 } };
        run.Api.Refuse = _ => new Refusal(503, "no_channel");

        Assert.Equal("daily_budget_spent", (await run.FailAsync()).Id);
        Assert.Equal(4, run.Api.Calls.Count);
    }

    [Fact]
    public async Task It_is_warned_once_a_run_from_four_fifths_on()
    {
        using var run = new Ledgered(pages: 20) { Settings = Four with { MaximumCallsPerDay = 10 } };
        var query = Make.Query(Ledgered.Account);
        await run.ReadAsync(query with { First = 7 });
        Assert.Empty(run.Events.Of(nameof(RunNotice.BudgetNear)));
        await run.ReadAsync(query with { First = 2 });
        var near = Assert.Single(run.Events.Of(nameof(RunNotice.BudgetNear)));
        Assert.Contains("8 of 10 calls", near.Message, StringComparison.Ordinal);
        await run.ReadAsync(query with { First = 1 });
        Assert.Equal(2, run.Events.Of(nameof(RunNotice.BudgetNear)).Count());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, true)]
    public async Task No_limit_holds_where_it_is_0_or_ignored(int maximum, bool ignores)
    {
        using var run = new Ledgered(pages: 10) { Settings = Four with { MaximumCallsPerDay = maximum }, IgnoresLedger = ignores };
        await run.ReadAsync();

        Assert.Equal(10 + 2, run.Usage.Calls);
        Assert.Equal(maximum == 0 ? null : 0, run.Usage.CallsLeft);
        Assert.Empty(run.Events.Of(nameof(RunNotice.BudgetNear)));
    }

    [Fact]
    public async Task An_export_resumes_when_calls_are_free()
    {
        var clock = new SkippingClock(stands: true);
        using var folder = new TemporaryFolder();
        using var run = new Ledgered(clock, pages: 5) { Settings = Four };
        var request = ExportRun.Csv(folder.File("r.csv"), Ledgered.Account) with { MaximumAge = TimeSpan.FromDays(2) };
        var outcome = await ExportAsync(run, request);
        Assert.Equal("daily_budget_spent", Assert.Single(outcome.Exports).Status);
        Assert.Contains("The same command resumes from here", Assert.Single(outcome.Failures).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(request.Path));

        clock.Skip(AccountUsage.Day);
        var export = Assert.Single((await ExportAsync(run, request)).Exports);
        Assert.Equal((PostPressExport.Complete, 5, 4), (export.Status, export.Rows, export.ResumedFrom));
        Assert.True(File.Exists(request.Path));
    }

    [Fact]
    public async Task The_third_whole_read_of_a_day_is_worth_one_warning()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock, pages: 2);
        await run.ReadAsync();
        clock.Skip(TimeSpan.FromHours(25));
        await run.ReadAsync();
        await run.ReadAsync();
        Assert.Empty(run.Events.Of(nameof(RunNotice.ReadOften)));
        await run.ReadAsync();
        Assert.Contains("number 3 ", Assert.Single(run.Events.Of(nameof(RunNotice.ReadOften))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_and_lists_of_one_page_are_no_whole_reads()
    {
        using var part = new Ledgered(pages: 3);
        using var small = new Ledgered();
        for (var i = 0; i < 5; i++)
        {
            await part.ReadAsync(Make.Query(Ledgered.Account) with { First = 2 });
            await part.ReadAsync(Make.Query(Ledgered.Account) with { Cursor = "2" });
            await small.ReadAsync();
        }

        Assert.Empty(part.Events.Concat(small.Events).Of(nameof(RunNotice.ReadOften)));
    }

    private static async Task<ExportOutcome> ExportAsync(Ledgered run, ExportRequest request)
    {
        using var exporter = new RelationExporter(run.Connection, run.Options);
        return await exporter.ExportAsync(request, CancellationToken.None);
    }

    /// <summary>Nothing has left the machine, so the provider can't have counted it.</summary>
    [Theory]
    [InlineData(SocketError.ConnectionRefused, 0)]
    [InlineData(SocketError.HostNotFound, 0)]
    [InlineData(SocketError.NetworkUnreachable, 0)]
    [InlineData(SocketError.HostUnreachable, 0)]
    [InlineData(SocketError.ConnectionReset, 4)]
    [InlineData(SocketError.TimedOut, 4)]
    public async Task A_call_that_was_never_sent_does_not_count(SocketError error, long counted)
    {
        using var run = new Ledgered { Settings = Four with { MaximumRetryCount = 9 } };
        run.Api.Hold = (_, _) => throw new HttpRequestException("It failed.", new SocketException((int)error));
        await run.FailAsync();

        Assert.Equal(counted, run.Usage.Calls);
        Assert.Equal(counted == 0 ? 10 : 4, run.Api.Calls.Count);
    }

    [Fact]
    public async Task Only_the_call_that_was_not_sent_is_taken_back()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock, pages: 3) { Settings = Four with { MaximumRetryCount = 1, MaximumCallsPerDay = 10 } };
        run.Api.Hold = (call, _) => call is 2 or 4 ? throw new HttpRequestException("It failed.", new SocketException((int)SocketError.ConnectionRefused)) : Task.CompletedTask;
        // Three pages, and two calls that verify the list.
        await run.ReadAsync();

        Assert.Equal((7, 5), (run.Api.Calls.Count, run.Usage.Calls));
    }
}
