using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Listing;

public sealed class ReadingPauseTests
{
    private static readonly SandboxOptions ThreePages = new() { RelationCount = 300 };

    private static readonly RelationQuery Query = Make.Query() with { PageSize = 100 };

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 2.0)]
    [InlineData(0.75, 2.5)]
    public async Task Pages_are_spaced_by_half_to_one_and_a_half_of_the_delay(double random, double seconds)
    {
        var clock = new SkippingClock();
        using var run = new Sandboxed(ThreePages, Make.Settings with { PageDelaySec = 2 }, new ClientOptions { Clock = clock, Random = () => random });
        await run.Reading.RunAsync(Query);

        // Between three pages, and before each of the two that verify the list.
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(seconds), 2 + 2), clock.Pauses);
        Assert.Equal(TimeSpan.FromSeconds(4 * seconds), run.Reading.Statistics.Waited);
        Assert.Equal([2, 3, 4, 5], run.Reading.Events.Of(CallDelay.Pace).Select(pause => pause.Page));
    }

    [Fact]
    public async Task No_pause_follows_the_last_page_that_is_wanted()
    {
        var clock = new SkippingClock();
        using var run = new Sandboxed(ThreePages, Make.Settings with { PageDelaySec = 2 }, new ClientOptions { Clock = clock });
        await run.Reading.RunAsync(Query with { First = 100 });

        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task Cancelling_ends_the_pause_between_pages_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var options = new ClientOptions { Clock = new FakeTimeProvider(), Observer = seen => Cancel<CallDelayed>(seen, cancel) };
        using var run = new Sandboxed(ThreePages, Make.Settings with { PageDelaySec = 2 }, options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Reading.RunAsync(Query, cancel.Token));
        Assert.Equal(100, run.Reading.Relations.Count);
        Assert.Single(run.Calls);
    }

    [Fact]
    public async Task Cancelling_ends_the_pause_before_a_retry_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var options = new ClientOptions { Clock = new FakeTimeProvider(), Observer = seen => Cancel<RetryPlanned>(seen, cancel) };
        using var run = new Sandboxed(ThreePages with { Faults = [SandboxFault.Parse("Error,Status=429,RetryAfter=30")] }, Make.Settings, options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Reading.RunAsync(Query, cancel.Token));
        Assert.Single(run.Calls);
    }

    [Fact]
    public async Task Cancelling_ends_a_request_that_is_not_answered()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new RawServer(async (_, stop) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions { Clock = new FakeTimeProvider() });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.RunAsync(Query, cancel.Token));
    }

    [Fact]
    public async Task Cancelling_ends_a_body_that_has_begun()
    {
        using var cancel = new CancellationTokenSource();
        var clock = new WatchedClock();
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"items\":[")(stream, stop);
            await clock.ResetAsync();
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions { Clock = clock });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.RunAsync(Query, cancel.Token));
    }

    private static void Cancel<T>(RunEvent seen, CancellationTokenSource source)
    {
        if (seen is T)
        {
            source.Cancel();
        }
    }
}
