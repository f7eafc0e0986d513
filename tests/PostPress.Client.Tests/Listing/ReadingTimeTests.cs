namespace PostPress.Client.Tests.Listing;

/// <summary>Reading those of a time, from lists that are made for it.</summary>
public sealed class ReadingTimeTests
{
    // A hundred people, one a minute, on pages of ten.
    private static IEnumerable<DatedPerson> InOrder => Enumerable.Range(0, 100).Select(index => DatedPerson.At(index, 100 - index));

    [Theory]
    [InlineData(96, 5, "1000")]
    [InlineData(92, 9, "1000")]
    [InlineData(91, 10, "1000 1000")]
    [InlineData(81, 20, "1000 1000 1000")]
    [InlineData(200, 0, "1000")]
    public async Task A_list_that_is_newest_first_is_read_to_the_first_page_that_ends_before_the_time(int since, int count, string limits)
    {
        var list = new MovingList(InOrder, cap: 10);
        using var run = await ReadAsync(list, new() { AccountId = "acc", Since = DatedPerson.Time(since) });

        Assert.Equal(count, run.Members.Count);
        Assert.Equal(limits, string.Join(' ', list.Limits));
        Assert.All(run.Pages, page => Assert.Null(page.Check));
        Assert.DoesNotContain(run.Events, seen => seen is RunNotice { Id: nameof(RunNotice.NotNewestFirst) or nameof(RunNotice.ListVerifying) });
    }

    [Fact]
    public async Task Since_is_inclusive_and_until_is_not()
    {
        using var run = await ReadAsync(new MovingList(InOrder, cap: 10), new() { AccountId = "acc", Since = DatedPerson.Time(95), Until = DatedPerson.Time(98) });
        Assert.Equal(["m3", "m4", "m5"], run.Members);
    }

    [Fact]
    public async Task A_time_without_an_end_reads_the_whole_list_and_verifies_it()
    {
        var list = new MovingList(InOrder, cap: 10);
        using var run = await ReadAsync(list, new() { AccountId = "acc", Until = DatedPerson.Time(3) });

        Assert.Equal(["m98", "m99"], run.Members);
        Assert.Equal(10 + 2, list.Limits.Count);
        Assert.True(run.Pages[^1].Check!.Verified);
    }

    [Fact]
    public async Task A_list_of_one_page_is_verified_wherever_the_time_begins()
    {
        using var run = await ReadAsync(new MovingList(InOrder, cap: 100), new() { AccountId = "acc", Since = DatedPerson.Time(50) });
        Assert.Equal(51, run.Members.Count);
        Assert.Equal(new ListCheck(Verified: true, null, 0, 0, Proven: true), Assert.Single(run.Pages).Check);
    }

    [Theory]
    [InlineData(long.MaxValue, 0, null, 15, "1000 1000")]
    [InlineData(3, 0, null, 3, "3")]
    [InlineData(3, 9, null, 3, "12 2")]
    [InlineData(40, 0, null, 15, "40 30")]
    [InlineData(2, 0, 90, 2, "1000 1000")]
    [InlineData(2, 1, 90, 2, "1000 1000")]
    public async Task First_and_skip_count_those_of_the_time_and_no_call_asks_for_more_than_is_needed(long first, long skip, int? until, int count, string limits)
    {
        var list = new MovingList(InOrder, cap: 10);
        var query = new RelationQuery { AccountId = "acc", First = first, Skip = skip, Since = DatedPerson.Time(86), Until = until is { } minute ? DatedPerson.Time(minute) : null };
        using var run = await ReadAsync(list, query);

        var begin = (until is { } end ? 100 - end + 1 : 0) + (int)skip;
        Assert.Equal(InOrder.Skip(begin).Take(count).Select(person => person.Id), run.Members);
        Assert.Equal(limits, string.Join(' ', list.Limits));
    }

    [Fact]
    public async Task Where_the_order_does_not_hold_the_whole_list_is_read_verified_and_told_once()
    {
        var list = new MovingList(InOrder, cap: 10);
        list.Insert(4, DatedPerson.At(1000, 500));
        list.Insert(15, DatedPerson.At(1001, 500));
        list.Insert(95, DatedPerson.At(1002, 500));
        using var run = await ReadAsync(list, new() { AccountId = "acc", Since = DatedPerson.Time(99) });

        Assert.Equal(["m0", "m1", "m1000", "m1001", "m1002"], run.Members);
        Assert.Equal(RunNotice.NotNewestFirst("acc", 1, "a relation is newer than the one before it"), Assert.Single(run.Events.Of(nameof(RunNotice.NotNewestFirst))));
        Assert.Equal(11 + 2, list.Limits.Count);
        Assert.True(run.Pages[^1].Check!.Verified);
    }

    [Fact]
    public async Task Someone_without_a_date_is_of_no_time_and_the_list_is_read_to_its_end()
    {
        var list = new MovingList(InOrder, cap: 10);
        list.Insert(12, new DatedPerson("undated", null));
        using var run = await ReadAsync(list, new() { AccountId = "acc", Since = DatedPerson.Time(85) });

        Assert.Equal(16, run.Members.Count);
        Assert.DoesNotContain("undated", run.Members);
        Assert.Equal(RunNotice.NotNewestFirst("acc", 2, "a relation has no CreatedAt"), Assert.Single(run.Events.Of(nameof(RunNotice.NotNewestFirst))));
        Assert.Equal(11 + 2, list.Limits.Count);
    }

    [Fact]
    public async Task People_pushed_over_the_border_are_dropped_and_are_no_disorder()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            var list = new MovingList(InOrder, cap: 10);
            var connected = 0;
            list.BeforeCall = call =>
            {
                for (var times = call == 1 ? 0 : chance.Next(4); times > 0; times--)
                {
                    connected++;
                    list.Insert(0, DatedPerson.At(1000 + connected, 100 + connected));
                }
            };
            var since = chance.Next(2, 100);
            using var run = await ReadAsync(list, new() { AccountId = "acc", Since = DatedPerson.Time(since) });

            var expected = InOrder.Where(person => person.CreatedAt >= DatedPerson.Time(since)).Select(person => person.Id);
            Assert.Equal(expected, run.Members.Take(expected.Count()));
            Assert.Equal(run.Members.Count, run.Members.Distinct().Count());
            Assert.DoesNotContain(run.Events, seen => seen is RunNotice { Id: nameof(RunNotice.NotNewestFirst) });
        }
    }

    [Fact]
    public async Task Of_those_who_are_found_late_only_those_of_the_time_are_handed_on()
    {
        // In the middle page somebody stands who is new: the list is not newest first, and is read to its end.
        var list = new MovingList(InOrder.Take(28), cap: 10);
        list.Insert(15, DatedPerson.At(1000, 500));
        // Two of the first page leave, so the two who begin the second page are skipped: m10 and m11. Somebody connects before it is verified.
        list.BeforeCall = call =>
        {
            if (call == 2)
            {
                list.Leave(0);
                list.Leave(0);
            }
            else if (call == 4)
            {
                list.Insert(0, DatedPerson.At(1001, 600));
            }
        };
        using var run = await ReadAsync(list, new() { AccountId = "acc", Since = DatedPerson.Time(90) });

        Assert.Equal([.. InOrder.Take(10).Select(person => person.Id), "m1000", "m1001", "m10"], run.Members);
        Assert.Equal(new ListCheck(Verified: true, null, Added: 1, Missed: 2, Proven: true), run.Pages[^1].Check);
    }

    private static Task<Reading> ReadAsync(MovingList list, RelationQuery query) =>
        new Reading(Make.Connection(), new ClientOptions { Handler = list, Clock = new SkippingClock() }).RunAsync(query);
}
