namespace PostPress.Client.Tests.Listing;

/// <summary>What a run tells and counts of itself, and what its retries are worth over several accounts.</summary>
public sealed class RunAccountTests
{
    private readonly SkippingClock _clock = new();

    [Fact]
    public async Task A_run_counts_its_pages_its_people_and_its_waits()
    {
        using var run = Run(new() { RelationCount = 2500, Faults = [Failing(page: 2, times: 2)] }, Make.Settings with { RetryIntervalSec = 1 });
        await run.Reading.RunAsync(Make.Query());

        var counted = run.Reading.Statistics;
        Assert.Equal((3L + 2, 2500L, 5L + 2, 2L), (counted.Pages, counted.Relations, counted.Calls, counted.Retries));
        Assert.Equal(run.Reading.Events.OfType<RetryPlanned>().Sum(retry => retry.Delay.TotalSeconds), counted.Waited.TotalSeconds, precision: 6);
        Assert.True(counted.Waited > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Retries_are_told_with_their_number_their_page_and_their_wait()
    {
        using var run = Run(new() { RelationCount = 2500, Faults = [Failing(page: 2, times: 2)] }, Make.Settings with { RetryIntervalSec = 1 });
        await run.Reading.RunAsync(Make.Query());

        var planned = run.Reading.Events.OfType<RetryPlanned>().ToList();
        Assert.Equal([(2L, 1), (2L, 2)], planned.Select(retry => (retry.Page, retry.Attempt)));
        // Polly's timer counts in whole milliseconds.
        Assert.Equal(_clock.Pauses, planned.Select(retry => TimeSpan.FromMilliseconds(Math.Floor(retry.Delay.TotalMilliseconds))));
    }

    [Fact]
    public async Task Pages_that_come_pay_for_retries_so_that_a_long_run_survives_more_than_fifty()
    {
        // 90 failures: 50 at hand, and half of one for each page that came.
        using var run = Run(new() { RelationCount = 900, Faults = [.. Enumerable.Range(1, 90).Select(page => Failing(page, times: 1))] });
        await run.Reading.RunAsync(Make.Query() with { PageSize = 10 });

        Assert.Equal((900, 90L), (run.Reading.Relations.Count, run.Reading.Statistics.Retries));
    }

    [Fact]
    public async Task A_page_that_is_given_up_costs_the_retries_it_had_and_not_one_more()
    {
        using var run = Run(new() { Faults = [new SandboxFault { Status = 503 }] }, Make.Settings with { MaximumRetryCount = 5 });
        for (var account = 0; account < 10; account++)
        {
            await run.Reading.FailAsync(Make.Query());
        }

        Assert.Equal(10 * (1 + 5), run.Calls.Count);
        Assert.Empty(run.Reading.Events.Of(nameof(RunNotice.RetryBudgetSpent)));
        await run.Reading.FailAsync(Make.Query());
        Assert.Equal(10 * (1 + 5) + 1, run.Calls.Count);
        Assert.Equal(RunNotice.RetryBudgetSpent(Make.Main, 1, 50), Assert.Single(run.Reading.Events.Of(nameof(RunNotice.RetryBudgetSpent))));
    }

    [Fact]
    public async Task A_page_has_all_the_retries_that_were_asked_for()
    {
        using var run = Run(new() { Faults = [new SandboxFault { Status = 503 }] }, Make.Settings with { MaximumRetryCount = 100 });
        await run.Reading.FailAsync(Make.Query());

        Assert.Equal(1 + 100, run.Calls.Count);
        Assert.Empty(run.Reading.Events.Of(nameof(RunNotice.RetryBudgetSpent)));
    }

    [Fact]
    public async Task A_cursor_that_comes_again_is_named()
    {
        using var run = Run(new() { RelationCount = 3000, Faults = [new SandboxFault { Kind = SandboxFaultKind.RepeatCursor, Page = 2 }] });
        var failure = await run.Reading.FailAsync(Make.Query());

        Assert.Equal("cursor_repeated", failure.Id);
        Assert.Contains($"The cursor is '{failure.Cursor}'.", failure.Message, StringComparison.Ordinal);
    }

    private static SandboxFault Failing(int page, int times) => new() { Status = 503, Page = page, Times = times };

    private Sandboxed Run(SandboxOptions options, ConnectionSettings? settings = null) => new(options, settings ?? Make.Settings, new ClientOptions { Clock = _clock });
}
