namespace PostPress.Client.Tests.Ledger;

/// <summary>The pause between two calls, and Retry-After, belong to the account.</summary>
public sealed class LedgerPaceTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Four_runs_at_once_are_spaced_as_one()
    {
        // By the real clock: what is waited for at the same time can't be skipped.
        using var run = new Ledgered(TimeProvider.System, pages: 10) { Settings = Make.Settings with { PageDelaySec = 0.02 } };
        var begin = run.Clock.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => run.ReadAsync(Make.Query(Ledgered.Account) with { First = 10 }))));

        var calls = run.Api.Calls.Order().ToList();
        Assert.Equal(40, calls.Count);
        Assert.Equal(40, run.Usage.Calls);
        Assert.DoesNotContain(run.Events, seen => seen is RunNotice { Id: nameof(RunNotice.LedgerSetAside) or nameof(RunNotice.LedgerUnavailable) });
        // Never more calls than their pauses have room for; a timer of Windows can end 16 ms early.
        Assert.All(calls.Index(), call => Assert.InRange(call.Item - begin, TimeSpan.FromMilliseconds((20 * call.Index) - 16), TimeSpan.MaxValue));
    }

    [Fact]
    public async Task The_pause_holds_for_the_next_run()
    {
        using var run = new Ledgered { Settings = Make.Settings with { PageDelaySec = 2 } };
        await run.ReadAsync();
        await run.ReadAsync();

        var held = Assert.Single(run.Events.OfType<CallDelayed>());
        Assert.Equal(CallDelay.OtherCalls, held.Reason);
        Assert.Equal(Pause, run.Api.Calls[1] - run.Api.Calls[0]);
    }

    [Fact]
    public async Task Another_account_does_not_wait_for_this_one()
    {
        using var run = new Ledgered { Settings = Make.Settings with { PageDelaySec = 2 } };
        await run.ReadAsync();
        await run.ReadAsync(Make.Query("acc_2"));

        Assert.Empty(run.Events.OfType<CallDelayed>());
    }

    [Fact]
    public async Task One_run_alone_waits_no_longer_than_without_a_ledger()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock, pages: 3) { Settings = Make.Settings with { PageDelaySec = 2 } };
        var reading = await run.ReadAsync();

        Assert.Equal(Enumerable.Repeat(Pause, 2 + 2), clock.Pauses);
        Assert.Equal(TimeSpan.FromSeconds(8), reading.Statistics.Waited);
    }

    [Fact]
    public async Task A_retry_is_a_call_and_never_comes_before_the_pause()
    {
        using var run = new Ledgered { Settings = Make.Settings with { PageDelaySec = 2, MaximumRetryCount = 2, RetryIntervalSec = 0.5 } };
        run.Api.Refuse = call => call < 3 ? new Refusal(503, "no_channel") : null;
        await run.ReadAsync();

        Assert.Equal(3, run.Usage.Calls);
        Assert.Equal([Pause, Pause], run.Api.Calls.Zip(run.Api.Calls.Skip(1), (before, after) => after - before));
    }

    [Fact]
    public async Task Retry_after_holds_for_the_next_run()
    {
        using var run = new Ledgered();
        run.Api.Refuse = call => call == 1 ? new Refusal(429, "too_many_requests", RetryAfter: 120) : null;
        await run.FailAsync();
        Assert.Equal("too_many_requests", run.Usage.Block);
        await run.ReadAsync();

        Assert.Equal(CallDelay.AccountLimit, Assert.Single(run.Events.OfType<CallDelayed>()).Reason);
        Assert.Equal(TimeSpan.FromSeconds(120), run.Api.Calls[1] - run.Api.Calls[0]);
        Assert.Null(run.Usage.Block);
    }

    [Fact]
    public async Task Retry_after_holds_although_blocks_are_ignored()
    {
        using var run = new Ledgered { IgnoresLedger = true };
        run.Api.Refuse = call => call == 1 ? new Refusal(429, "too_many_requests", RetryAfter: 120) : null;
        await run.FailAsync();
        await run.ReadAsync();

        Assert.Equal(TimeSpan.FromSeconds(120), run.Api.Calls[1] - run.Api.Calls[0]);
    }

    [Theory]
    [InlineData(429, "too_many_requests")]
    [InlineData(503, "service_unavailable")]
    public async Task A_retry_after_that_is_too_long_is_told_again_without_a_call(int status, string type)
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock);
        run.Api.Refuse = _ => new Refusal(status, type, RetryAfter: 3600);
        await run.FailAsync();
        clock.Skip(TimeSpan.FromMinutes(30));
        var failure = await run.FailAsync();

        Assert.Equal((FailureKind.NotSent, type, status), (failure.Kind, failure.Id, failure.Status));
        Assert.Equal(TimeSpan.FromMinutes(30), failure.RetryAfter);
        Assert.Contains("No call was sent", failure.Message, StringComparison.Ordinal);
        Assert.Single(run.Api.Calls);
        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task Who_waits_for_the_pause_waits_on_when_another_run_is_told_to_wait()
    {
        var clock = new WatchedClock();
        using var run = new Ledgered(clock);
        var (first, second) = (Gate(run), Gate(run));
        var call = new AccountCall(Ledgered.Account, 1, Pause, IsWholeRead: false);
        var answer = new TaskCompletionSource<int>();
        var sent = DateTimeOffset.MinValue;
        var begin = clock.GetUtcNow();

        var told = first.SendAsync(call, () => answer.Task, CancellationToken.None);
        var waits = second.SendAsync(call, () => Task.FromResult(sent = clock.GetUtcNow()), CancellationToken.None);
        await clock.CreatedAsync();
        answer.SetException(Make.Failure(status: 429, retryAfterSec: 30));
        await Assert.ThrowsAsync<PostPressApiException>(() => told);
        clock.Advance(Pause);
        await clock.CreatedAsync();
        clock.Advance(TimeSpan.FromSeconds(28));
        await waits;

        Assert.Equal(TimeSpan.FromSeconds(30), sent - begin);
        Assert.Equal([Pause, TimeSpan.FromSeconds(28)], clock.Timers);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var clock = new WatchedClock();
        using var run = new Ledgered(clock);
        var gate = Gate(run);
        var call = new AccountCall(Ledgered.Account, 1, Pause, IsWholeRead: false);
        await gate.SendAsync(call, () => Task.FromResult(0), cancel.Token);
        var waits = gate.SendAsync(call, () => Task.FromResult(0), cancel.Token);
        await clock.CreatedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        Assert.Equal(1, run.Usage.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24 * 400)]
    public async Task A_clock_that_was_set_back_makes_no_wait_longer(int hours)
    {
        var (before, after) = (new SkippingClock(TimeSpan.FromHours(hours), stands: true), new SkippingClock(stands: true));
        using var run = new Ledgered(before) { Settings = Make.Settings with { PageDelaySec = 2, MaximumRetryCount = 0 } };
        run.Api.Refuse = call => call == 1 ? new Refusal(429, "too_many_requests", RetryAfter: 120) : null;
        await run.FailAsync();
        using var later = new Ledgered(after) { Folder = run.Folder, Settings = run.Settings };
        await later.ReadAsync();
        await later.ReadAsync();

        Assert.Equal([TimeSpan.FromSeconds(120), Pause], after.Pauses);
        Assert.Equal(3, later.Usage.Calls);
    }

    [Fact]
    public async Task A_block_ends_also_where_the_clock_was_set_back()
    {
        using var run = new Ledgered(new SkippingClock(TimeSpan.FromDays(400), stands: true));
        run.Api.Refuse = _ => new Refusal(403, "account_restricted");
        await run.FailAsync();
        var clock = new SkippingClock(stands: true);
        using var later = new Ledgered(clock) { Folder = run.Folder };
        await later.FailAsync();
        clock.Skip(AccountUsage.Day);
        await later.ReadAsync();

        Assert.Single(later.Api.Calls);
    }

    private static LedgerGate Gate(Ledgered run)
    {
        var connection = run.Connection;
        return new LedgerGate(connection, new Failures(new SafeText(connection.RevealKey())), new RunStatistics(), run.Options);
    }
}
