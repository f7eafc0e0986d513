namespace PostPress.Client.Tests.Listing;

public sealed class ReadingRetryTests
{
    private readonly SkippingClock _clock = new();

    [Theory]
    [InlineData("30", 30)]
    [InlineData("300", 300)]
    public async Task Retry_after_is_waited_for(string header, int seconds)
    {
        using var run = Run($"Error,Status=429,RetryAfter={header},Page=1");
        await run.Reading.RunAsync(Make.Query());

        Assert.InRange(Assert.Single(_clock.Pauses).TotalSeconds, seconds, seconds + 5);
        Assert.Equal(1, run.Reading.Statistics.Retries);
    }

    [Theory]
    [InlineData("301", "It asks to wait 301 s ")]
    [InlineData("date+900", "It asks to wait ")]
    [InlineData("99999999999999999999", "longer than any limit lasts")]
    public async Task A_wait_that_is_too_long_is_reported_and_not_waited_for(string header, string reported)
    {
        using var run = Run($"Error,Status=429,RetryAfter={header}");
        var failure = await run.Reading.FailAsync(Make.Query());

        Assert.Equal("too_many_requests", failure.Id);
        Assert.Contains(reported, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_clock.Pauses);
        Assert.Single(run.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_page_is_retried_as_often_as_allowed(int retries)
    {
        using var run = Run("Error,Status=503", Make.Settings with { MaximumRetryCount = retries, RetryIntervalSec = 1 });
        var failure = await run.Reading.FailAsync(Make.Query());

        Assert.Equal("service_unavailable", failure.Id);
        Assert.Equal(retries + 1, run.Calls.Count);
        Assert.Equal(retries, _clock.Pauses.Count);
    }

    [Fact]
    public async Task A_page_that_times_out_there_is_halved_and_grows_back()
    {
        using var run = Run("Error,Status=504,Page=1,Times=2", count: 5000);
        await run.Reading.RunAsync(Make.Query());

        Assert.Equal("1000 500 250 250 250 250 500 500 500 500 1000 1000 250 500", string.Join(' ', run.Limits));
        Assert.Equal(5000, run.Reading.Relations.Count);
    }

    [Fact]
    public async Task Halving_ends_at_twenty_five()
    {
        using var run = Run("Error,Status=504,Page=1", Make.Settings with { MaximumRetryCount = 8 }, times: 8);
        await run.Reading.RunAsync(Make.Query() with { First = 10, Skip = 490 });

        Assert.Equal(["500", "250", "125", "62", "31", "25", "25", "25", "25"], run.Limits.Take(9));
        Assert.Equal(Sandboxed.Members(1, 10, from: 490), run.Reading.Members);
    }

    [Fact]
    public async Task A_refused_size_is_halved_without_a_pause_and_never_requested_twice()
    {
        using var run = Run("Error,Status=400,Type=limit_too_high,Page=1,Times=2", Make.Settings with { MaximumRetryCount = 0 }, count: 3000);
        await run.Reading.RunAsync(Make.Query());

        Assert.Equal("1000 500 " + string.Join(' ', Enumerable.Repeat("250", 12 + 2)), string.Join(' ', run.Limits));
        Assert.Empty(_clock.Pauses);
        Assert.Equal(2, run.Reading.Statistics.Retries);
    }

    [Fact]
    public async Task A_size_that_is_always_refused_ends_at_twenty_five()
    {
        using var run = Run("Error,Status=400,Type=limit_too_high");
        var failure = await run.Reading.FailAsync(Make.Query());

        Assert.Equal("limit_too_high", failure.Id);
        Assert.Equal(["1000", "500", "250", "125", "62", "31", "25"], run.Limits);
    }

    [Fact]
    public async Task A_refused_size_that_was_small_because_little_was_needed_is_halved_from_there()
    {
        using var run = Run("Error,Status=400,Type=limit_too_high,Page=1,Times=1");
        await run.Reading.RunAsync(Make.Query() with { First = 100 });

        Assert.Equal(["100", "50", "50"], run.Limits);
    }

    [Fact]
    public async Task Our_own_time_out_halves_the_page()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(
            (_, stop) =>
            {
                clock.Advance(TimeSpan.FromSeconds(30));
                return Task.Delay(Timeout.Infinite, stop);
            },
            RawAnswers.Whole(200, Pages.Text(["a"], null)));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions { Clock = clock });
        await reading.RunAsync(Make.Query());

        Assert.Contains("limit=1000", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("limit=500", server.Requests[1], StringComparison.Ordinal);
        Assert.Equal("response_timeout", Assert.Single(reading.Events.OfType<RetryPlanned>()).Failure.Id);
    }

    [Fact]
    public async Task Retry_after_holds_also_where_the_body_of_the_error_is_idle()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw("HTTP/1.1 429 Slow\r\nRetry-After: 900\r\nContent-Length: 100\r\n\r\n{")(stream, stop);
            await clock.ResetAsync();
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions { Clock = clock });
        var failure = await reading.FailAsync(Make.Query());

        Assert.Equal((429, TimeSpan.FromMinutes(15)), (failure.Status, failure.RetryAfter));
        Assert.Single(server.Requests);
    }

    private Sandboxed Run(string fault, ConnectionSettings? settings = null, int count = 1000, int? times = null)
    {
        var parsed = SandboxFault.Parse(fault);
        return new Sandboxed(
            new SandboxOptions { RelationCount = count, Faults = [times is null ? parsed : parsed with { Times = times }] },
            settings ?? Make.Settings,
            new ClientOptions { Clock = _clock });
    }
}
