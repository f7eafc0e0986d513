using System.Text.Json;

namespace PostPress.Client.Tests.Listing;

/// <summary>What "complete" promises, over lists whose people come and go at random moments: while a page is awaited, between two runs, while the list is verified.</summary>
public sealed class MovingListTests
{
    private static readonly int Runs = Scale.Of(1000, 5000);

    [Theory]
    [InlineData(CursorKind.Offset)]
    [InlineData(CursorKind.Person)]
    public async Task A_list_of_up_to_three_pages_that_is_verified_has_everybody_who_stayed_once(CursorKind cursors)
    {
        var verified = 0;
        for (var seed = 0; seed < Runs / 2; seed++)
        {
            var chance = new Random(seed);
            var size = chance.Next(4, 16);
            // Six people can connect meanwhile: they must not make a fourth page of it.
            var list = new MovingList(chance.Next(size, (3 * size) - 5), cursors, cap: size);
            // One or two moments: lists that move all the time are never verified, and would prove nothing.
            var moments = new[] { chance.Next(1, 9), chance.Next(1, 20) };
            list.BeforeCall = call => Move(list, chance, moments.Contains(call));
            var run = await ReadAsync(list, size, chance, everyPage: false, isResumed: false);
            verified += run.Check.Verified ? 1 : 0;
            AssertPromise(run, list, $"seed {seed}");
        }

        Assert.InRange(verified, Runs / 4, Runs / 2);
    }

    [Theory]
    [InlineData(CursorKind.Offset)]
    [InlineData(CursorKind.Person)]
    public async Task With_every_page_verified_everybody_who_stayed_is_there_once_however_long_the_list(CursorKind cursors)
    {
        var verified = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var chance = new Random(seed);
            var size = chance.Next(2, 9);
            var list = new MovingList(chance.Next(1, 80), cursors, cap: size);
            var rate = chance.NextDouble() * 0.1;
            list.BeforeCall = call => Move(list, chance, chance.NextDouble() < rate && call < 60);
            var run = await ReadAsync(list, size, chance, everyPage: true, isResumed: chance.Next(3) == 0);
            verified += run.Check.Verified ? 1 : 0;
            AssertPromise(run, list, $"seed {seed}");
        }

        Assert.InRange(verified, Runs / 2, Runs);
    }

    [Fact]
    public async Task A_list_that_stands_still_costs_two_calls_more_however_long_and_one_page_none()
    {
        for (var seed = 0; seed < Runs / 5; seed++)
        {
            var chance = new Random(seed);
            var size = chance.Next(1, 12);
            var list = new MovingList(chance.Next(0, 200), (CursorKind)chance.Next(2), cap: chance.Next(1, 12));
            var run = await ReadAsync(list, size, chance, everyPage: false, isResumed: chance.Next(2) == 0);

            var perPage = Math.Min(size, list.Cap);
            var pages = Math.Max(1, (list.Count + perPage - 1) / perPage);
            Assert.Equal(new ListCheck(Verified: true, null, 0, 0, Proven: pages <= 3), run.Check);
            Assert.Equal(list.Now, run.Members);
            Assert.Equal(pages == 1 ? 1 : pages + 2, list.Calls);
        }

    }

    [Fact]
    public async Task People_who_connect_while_it_is_read_are_there_and_cost_two_more_readings()
    {
        for (var seed = 0; seed < Runs / 10; seed++)
        {
            var chance = new Random(seed);
            var list = new MovingList(100, cap: 10);
            var moments = Enumerable.Range(0, chance.Next(1, 4)).Select(_ => chance.Next(2, 11)).ToList();
            list.BeforeCall = call => moments.Where(moment => moment == call).ToList().ForEach(_ => list.Connect());
            var run = await ReadAsync(list, 10, chance, everyPage: false, isResumed: false);

            Assert.True(run.Check.Verified, $"seed {seed}");
            Assert.Equal((moments.Count, 0), (run.Check.Added, run.Check.Missed));
            Assert.Equal(list.Now.Order(), run.Members.Order());
            Assert.Equal(3 * 11, list.Calls);
        }
    }

    [Fact]
    public async Task Who_leaves_the_first_page_while_the_second_is_awaited_is_noticed_and_who_slipped_through_is_found()
    {
        var list = new MovingList(3000);
        list.BeforeCall = call => Enumerable.Range(0, call == 2 ? 40 : 0).ToList().ForEach(_ => list.Leave(7));
        var run = await ReadAsync(list, 1000, new Random(1), everyPage: false, isResumed: false);

        Assert.Equal((true, 40), (run.Check.Verified, run.Check.Missed));
        Assert.Equal(3000, run.Members.Count);
        Assert.Subset(run.Members.ToHashSet(), list.Stayed.ToHashSet());
    }

    [Fact]
    public async Task Who_leaves_between_two_runs_is_noticed_wherever_the_run_broke_off()
    {
        for (var seed = 0; seed < Runs / 5; seed++)
        {
            var chance = new Random(seed);
            var list = new MovingList(chance.Next(20, 200), cap: 10);
            var run = await ReadAsync(list, 10, chance, everyPage: false, isResumed: true, between: () => list.Leave(chance.Next(list.Count)));

            Assert.True(run.Check.Verified, $"seed {seed}");
            AssertPromise(run, list, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_list_that_never_stands_still_is_never_called_verified()
    {
        var list = new MovingList(500, cap: 10);
        list.BeforeCall = call => list.Leave(5);
        var run = await ReadAsync(list, 10, new Random(1), everyPage: false, isResumed: false);

        Assert.False(run.Check.Verified);
        Assert.Equal("The list was read 4 times, and no two readings agree.", run.Check.Reason);
    }

    [Fact]
    public async Task A_long_list_that_was_seen_to_move_has_everybody_who_stayed_when_it_is_verified()
    {
        var moved = 0;
        for (var seed = 0; seed < Runs / 2; seed++)
        {
            var chance = new Random(seed);
            var list = new MovingList(chance.Next(50, 200), cap: 10);
            var rate = chance.NextDouble() * 0.05;
            list.BeforeCall = call => Move(list, chance, chance.NextDouble() < rate);
            var run = await ReadAsync(list, 10, chance, everyPage: false, isResumed: chance.Next(3) == 0);
            if (run.Check.Added + run.Check.Missed > 0)
            {
                moved += run.Check.Verified ? 1 : 0;
                AssertPromise(run, list, $"seed {seed}");
            }
        }

        Assert.InRange(moved, Runs / 20, Runs);
    }

    /// <summary>The limit of two calls, measured: someone of a later page who leaves in the very moment between that page and the next leaves no trace but on that page.</summary>
    [Fact]
    public async Task One_departure_while_a_long_list_is_read_is_seen_by_two_calls_more_often_than_not()
    {
        int harmful = 0, seen = 0;
        for (var seed = 0; seed < Scale.Of(1000, 2000); seed++)
        {
            var chance = new Random(seed);
            var list = new MovingList(300, cap: 10);
            var moment = chance.Next(2, 31);
            list.BeforeCall = call => Enumerable.Range(0, call == moment ? 1 : 0).ToList().ForEach(_ => list.Leave(chance.Next(list.Count)));
            var run = await ReadAsync(list, 10, chance, everyPage: false, isResumed: false);
            var missing = list.Stayed.Except(run.Members).Any();
            harmful += missing || run.Check.Missed > 0 ? 1 : 0;
            seen += run.Check.Missed > 0 ? 1 : 0;
        }

        Assert.InRange(seen / (double)harmful, 0.5, 0.65);
    }

    private static void Move(MovingList list, Random chance, bool now)
    {
        if (!now)
        {
            return;
        }

        for (var times = chance.Next(1, 4); times > 0; times--)
        {
            switch (chance.Next(4))
            {
                case 0:
                    list.Connect();
                    break;
                case 1 when list.Count > 1:
                    list.Insert(chance.Next(list.Count));
                    break;
                case > 1 when list.Count > 1:
                    list.Leave(chance.Next(list.Count));
                    break;
            }
        }
    }

    private static void AssertPromise((IReadOnlyList<string> Members, ListCheck Check) run, MovingList list, string seed)
    {
        Assert.True(run.Members.Count == run.Members.Distinct().Count(), $"{seed}: somebody is there twice.");
        Assert.True(!run.Check.Verified || list.Stayed.All(run.Members.ToHashSet().Contains), $"{seed}: somebody who stayed is missing, and it is called verified.");
    }

    private static async Task<(IReadOnlyList<string> Members, ListCheck Check)> ReadAsync(
        MovingList list, int size, Random chance, bool everyPage, bool isResumed, Action? between = null)
    {
        var query = Make.Query() with { PageSize = size, VerifyEveryPage = everyPage };
        var options = new ClientOptions { Handler = list, Clock = new SkippingClock(), Random = chance.NextDouble };
        List<UserRelation> relations = [];
        if (isResumed)
        {
            var pages = chance.Next(1, 8);
            using var first = new PostPressClient(Make.Connection(), options);
            await foreach (var page in first.ReadRelationsAsync(query, default))
            {
                relations.AddRange(page.Relations);
                // Through JSON, as the journal keeps it.
                query = query with { Checkpoint = JsonSerializer.Deserialize<Checkpoint>(JsonSerializer.Serialize(page.Checkpoint)), Known = [.. relations] };
                if (page.Check is { } whole)
                {
                    return ([.. relations.Select(relation => relation.MemberId!)], whole);
                }

                if (--pages == 0)
                {
                    break;
                }
            }

            between?.Invoke();
        }

        using var client = new PostPressClient(Make.Connection(), options);
        ListCheck? check = null;
        await foreach (var page in client.ReadRelationsAsync(query, default))
        {
            relations.AddRange(page.Relations);
            check = page.Check;
        }

        return ([.. relations.Select(relation => relation.MemberId!)], check!);
    }
}
