namespace PostPress.Client.Tests.Listing;

public sealed class ListEndTests
{
    [Fact]
    public async Task Short_and_empty_pages_go_on_until_the_cursor_is_null()
    {
        using var server = new RawServer(
            RawAnswers.Whole(200, Pages.Text(["a"], "1")),
            RawAnswers.Whole(200, Pages.Text([], "2")),
            RawAnswers.Whole(200, Pages.Text([], "3")),
            RawAnswers.Whole(200, Pages.Text(["b", "c"], null)),
            RawAnswers.Whole(200, Pages.Text(["a"], "1")),
            RawAnswers.Whole(200, Pages.Text(["b", "c"], null)));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        await reading.RunAsync(Make.Query());

        Assert.Equal(["a", "b", "c"], reading.Members);
        // Four pages, and two to verify them: the first, and of the others one that has somebody on it.
        Assert.Equal(4 + 2, server.Requests.Count);
        Assert.Contains("cursor=3", server.Requests[^1], StringComparison.Ordinal);
        Assert.True(reading.Pages[^1].Check!.Verified);
    }

    [Fact]
    public async Task An_empty_account_is_one_empty_page()
    {
        using var run = new Sandboxed(new SandboxOptions());
        await run.Reading.RunAsync(Make.Query("acc_sandbox_empty"));

        Assert.Empty(Assert.Single(run.Reading.Pages).Relations);
        Assert.Single(run.Calls);
    }

    [Fact]
    public async Task A_cursor_seen_before_ends_the_run_after_its_page_was_handed_on()
    {
        using var server = new RawServer(
            RawAnswers.Whole(200, Pages.Text(["a"], "1")), RawAnswers.Whole(200, Pages.Text(["b"], "2")), RawAnswers.Whole(200, Pages.Text(["c"], "1")));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        var failure = await reading.FailAsync(Make.Query());

        Assert.Equal((FailureKind.Protocol, "cursor_repeated"), (failure.Kind, failure.Id));
        Assert.Equal(["a", "b", "c"], reading.Members);
        Assert.Equal(3, failure.RelationsWritten);
        Assert.Equal(3, server.Requests.Count);
        Assert.DoesNotContain("To resume", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cursor_that_the_reading_began_with_counts_as_seen()
    {
        using var server = new RawServer(RawAnswers.Whole(200, Pages.Text(["a"], "same")));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        var failure = await reading.FailAsync(Make.Query() with { Cursor = "same" });

        Assert.Equal("cursor_repeated", failure.Id);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_list_that_shifts_gives_each_person_once_and_counts_the_repeated()
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = 500, Faults = [new() { Kind = SandboxFaultKind.Shift, Page = 2 }, new() { Kind = SandboxFaultKind.Shift, Page = 4 }] });
        await run.Reading.RunAsync(Make.Query() with { PageSize = 100 });

        // The two who connected meanwhile stand at the beginning of the list, and are found when it is read again: once for a reading in which
        // nobody comes twice, and once to see that nobody had left meanwhile.
        var people = new SandboxPeople(seed: 1);
        Assert.Equal([.. Sandboxed.Members(seed: 1, 500), people.At(-2).MemberId, people.At(-1).MemberId], run.Reading.Members);
        Assert.Equal(new ListCheck(Verified: true, null, Added: 2, Missed: 0, Proven: true), run.Reading.Pages[^1].Check);
        Assert.Equal(3 * 6, run.Calls.Count);
        Assert.Equal(2, run.Reading.Statistics.DuplicatesDropped);
    }

    [Fact]
    public async Task The_other_list_shape_is_read_page_by_page_too()
    {
        using var server = new RawServer(
            RawAnswers.Whole(200, """{"data":[{"member_id":"a"}],"next_cursor":"1"}"""), RawAnswers.Whole(200, """{"data":[{"member_id":"b"}],"next_cursor":null}"""));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        await reading.RunAsync(Make.Query());

        Assert.Equal(["a", "b"], reading.Members);
        Assert.Contains("cursor=1", server.Requests[1], StringComparison.Ordinal);
    }
}
