namespace PostPress.Client.Tests.Listing;

public sealed class ReadingRangeTests
{
    private const int Count = 250;

    [Theory]
    [InlineData(long.MaxValue, 0, 1000, "1000")]
    [InlineData(long.MaxValue, 0, 100, "100 100 100 100 100")]
    [InlineData(long.MaxValue, 0, 250, "250")]
    [InlineData(0, 0, 100, "")]
    [InlineData(0, 50, 100, "")]
    [InlineData(1, 0, 1000, "1")]
    [InlineData(100, 0, 100, "100")]
    [InlineData(101, 0, 100, "100 1")]
    [InlineData(250, 0, 100, "100 100 50")]
    [InlineData(251, 0, 100, "100 100 51")]
    [InlineData(10, 5, 1000, "15")]
    [InlineData(10, 95, 100, "100 5")]
    [InlineData(10, 100, 100, "100 10")]
    [InlineData(10, 300, 100, "100 100 100")]
    [InlineData(long.MaxValue, 249, 1000, "1000")]
    [InlineData(long.MaxValue, long.MaxValue, 1000, "1000")]
    [InlineData(5, 0, 2, "2 2 1")]
    [InlineData(long.MaxValue, 0, 249, "249 249 249 1")]
    [InlineData(10, 0, 4, "4 4 2")]
    [InlineData(8, 0, 4, "4 4")]
    [InlineData(250, 0, 1000, "250")]
    [InlineData(2000, 0, 1000, "1000")]
    [InlineData(4, 8, 4, "4 4 4")]
    [InlineData(long.MaxValue, 10, 1000, "1000")]
    [InlineData(long.MaxValue, 250, 1000, "1000")]
    [InlineData(long.MaxValue, 300, 100, "100 100 100")]
    public async Task First_and_skip_give_their_range_and_no_call_asks_for_more_than_is_needed(long first, long skip, int pageSize, string limits)
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = Count });
        await run.Reading.RunAsync(Make.Query() with { First = first, Skip = skip, PageSize = pageSize });

        var from = (int)Math.Min(skip, Count);
        Assert.Equal(Sandboxed.Members(seed: 1, (int)Math.Min(first, Count - from), from), run.Reading.Members);
        Assert.Equal(limits, string.Join(' ', run.Limits));
        Assert.Equal(run.Limits.Count, run.Reading.Statistics.Calls);
        Assert.Equal(run.Reading.Relations.Count, run.Reading.Statistics.Relations);
    }

    [Fact]
    public async Task The_second_page_is_asked_for_only_when_the_caller_wants_it()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = Count });
        using var client = new PostPressClient(Make.Connection(server), new ClientOptions());
        await using (var pages = client.ReadRelationsAsync(Make.Query() with { PageSize = 100 }, default).GetAsyncEnumerator())
        {
            Assert.True(await pages.MoveNextAsync());
            Assert.Single(server.Describe().GetCalls());
        }

        Assert.Single(server.Describe().GetCalls());
    }

    [Fact]
    public async Task A_cursor_gives_the_rest_of_the_list()
    {
        using var first = new Sandboxed(new SandboxOptions { RelationCount = Count });
        await first.Reading.RunAsync(Make.Query() with { First = 120, PageSize = 60 });
        var cursor = first.Reading.Pages[^1].NextCursor;

        using var rest = new Sandboxed(new SandboxOptions { RelationCount = Count });
        await rest.Reading.RunAsync(Make.Query() with { Cursor = cursor, PageSize = 100 });

        Assert.Equal(Sandboxed.Members(seed: 1, Count), [.. first.Reading.Members, .. rest.Reading.Members]);
        Assert.Equal(cursor, rest.Calls[0].Cursor);
    }

    [Fact]
    public async Task A_failure_in_the_middle_names_the_cursor_that_gives_the_rest()
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = Count, Faults = [SandboxFault.Parse("Error,Status=403,Type=account_restricted,Page=2")] });
        var failure = await run.Reading.FailAsync(Make.Query() with { PageSize = 100 });

        Assert.Equal(100, failure.RelationsWritten);
        Assert.Contains("100 relations came before it; the list is NOT complete.", failure.Message, StringComparison.Ordinal);
        await run.Reading.RunAsync(Make.Query() with { PageSize = 100, Cursor = failure.Cursor });
        Assert.Equal(Sandboxed.Members(seed: 1, Count), run.Reading.Members);
    }

    [Fact]
    public async Task A_refused_cursor_says_what_to_do()
    {
        using var run = new Sandboxed(new SandboxOptions());
        var failure = await run.Reading.FailAsync(Make.Query() with { Cursor = "old" });

        Assert.Equal("invalid_parameters", failure.Id);
        Assert.Contains("cursors expire; run the command without it", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(run.Calls);
    }
}
