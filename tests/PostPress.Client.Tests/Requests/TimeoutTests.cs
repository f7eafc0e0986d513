namespace PostPress.Client.Tests.Requests;

/// <summary>Servers that keep us waiting. The clock is ours: nothing here waits for real.</summary>
public sealed class TimeoutTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly ConnectionSettings NoRetries = ClientRun.Hasty with { MaximumRetryCount = 0 };

    [Fact]
    public async Task No_answer_within_the_time_out_is_no_answer()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(RawAnswers.Stalled(""));
        var reading = ClientRun.FailureAsync(server.BaseUri, NoRetries, new ClientOptions { Clock = clock });
        await server.Asked;
        clock.Advance(TimeSpan.FromSeconds(99));
        Assert.False(reading.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var failure = await reading;

        Assert.Equal((FailureKind.Timeout, "response_timeout"), (failure.Kind, failure.Id));
        Assert.Contains("100 s", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_head_is_no_answer()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(RawAnswers.Stalled("HTTP/1.1 200 OK\r\nContent-Le"));
        var reading = ClientRun.FailureAsync(server.BaseUri, NoRetries, new ClientOptions { Clock = clock });
        await server.Asked;
        clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal("response_timeout", (await reading).Id);
    }

    [Fact]
    public async Task A_body_that_stops_flowing_is_idle_timeout()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(RawAnswers.Stalled(Head + "9\r\n{\"items\":\r\n"));
        var reading = ClientRun.FailureAsync(server.BaseUri, NoRetries, new ClientOptions { Clock = clock });
        await clock.ResetAsync();
        clock.Advance(TimeSpan.FromSeconds(100));
        var failure = await reading;

        Assert.Equal((FailureKind.Timeout, "idle_timeout"), (failure.Kind, failure.Id));
    }

    [Fact]
    public async Task A_drip_that_would_never_end_is_idle_timeout()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw(Head)(stream, stop);
            await clock.ResetAsync();
            while (true)
            {
                // A byte every ten seconds: each in time, and all together no page before the end of the world.
                await RawAnswers.Raw("1\r\n \r\n")(stream, stop);
                clock.Advance(TimeSpan.FromSeconds(10));
            }
        });
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries, new ClientOptions { Clock = clock });

        Assert.Equal((FailureKind.Timeout, "idle_timeout"), (failure.Kind, failure.Id));
    }

    [Fact]
    public async Task A_slow_body_that_does_flow_is_read_to_its_end()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw(Head)(stream, stop);
            await clock.ResetAsync();
            for (var i = 0; i < 5; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(90));
                await RawAnswers.Raw("4000\r\n" + new string(' ', 0x4000) + "\r\n")(stream, stop);
                await clock.ResetAsync();
            }

            await RawAnswers.Raw($"{RawAnswers.LastPage.Length:x}\r\n{RawAnswers.LastPage}\r\n0\r\n\r\n")(stream, stop);
        });
        using var client = ClientRun.Open(server.BaseUri, NoRetries, new ClientOptions { Clock = clock });

        Assert.Equal(["ACoAA1"], await ClientRun.MembersAsync(client));
    }

    [Fact]
    public async Task An_error_whose_explanation_is_idle_is_that_error()
    {
        var clock = new WatchedClock();
        using var server = new RawServer(RawAnswers.Stalled("HTTP/1.1 401 Unauthorized\r\nContent-Length: 500\r\n\r\n{"));
        var reading = ClientRun.FailureAsync(server.BaseUri, options: new ClientOptions { Clock = clock });
        await clock.ResetAsync();
        clock.Advance(TimeSpan.FromSeconds(100));
        var failure = await reading;

        Assert.Equal((FailureKind.Api, 401), (failure.Kind, failure.Status));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")]
    [InlineData("HTTP/1.1 503 Unavailable\r\nContent-Length: 500\r\n\r\n{")]
    public async Task Cancelling_ends_a_wait_for_the_server_at_once(string answer)
    {
        var clock = new WatchedClock();
        using var cancellation = new CancellationTokenSource();
        using var server = new RawServer(RawAnswers.Stalled(answer));
        using var client = ClientRun.Open(server.BaseUri, options: new ClientOptions { Clock = clock });
        var reading = ClientRun.PagesAsync(client, cancellation: cancellation.Token);
        await (answer.Length == 0 ? server.Asked : clock.ResetAsync());
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Single(server.Requests);
    }
}
