namespace PostPress.Client.Tests.Listing;

/// <summary>
/// Lists that move so that someone is skipped and everything looks as it did, and the same at random: lists so short and so lively that
/// such cases come up.
/// </summary>
public sealed class ListProofTests
{
    [Fact]
    public async Task Who_connects_and_leaves_again_while_it_is_read_hides_nobody_from_the_next_reading()
    {
        var list = new MovingList(50, cap: 10);
        list.BeforeCall = call =>
        {
            switch (call)
            {
                case 2 or 6:
                    list.Connect();
                    break;
                case 4:
                    // The newcomer: the fourth page begins one person later.
                    list.Leave(0);
                    break;
                case 9:
                    // Someone who was read: the fourth page begins one later again, and behind the same person.
                    list.Leave(5);
                    break;
            }
        };
        await AssertWholeAsync(list, everyPage: true);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Who_connects_before_a_page_is_looked_at_again_hides_nobody_who_left_its_end(int connectsBefore)
    {
        var list = new MovingList(30, cap: 10);
        list.BeforeCall = call =>
        {
            if (call == 3)
            {
                list.Leave(19);
            }
            else if (call == connectsBefore)
            {
                list.Connect();
            }
        };
        await AssertWholeAsync(list, everyPage: false);
    }

    /// <summary>The promise of about_PostPress_Complete: up to three pages, read more than once, or with every page verified.</summary>
    [Theory]
    [InlineData(CursorKind.Offset, true)]
    [InlineData(CursorKind.Offset, false)]
    [InlineData(CursorKind.Person, true)]
    [InlineData(CursorKind.Person, false)]
    public async Task A_lively_list_that_is_proved_has_everybody_who_stayed_once(CursorKind cursors, bool everyPage)
    {
        var runs = Scale.Of(400, 2000);
        var proved = 0;
        for (var seed = 0; seed < runs; seed++)
        {
            var chance = new Random(seed);
            var size = chance.Next(1, 4);
            var list = new MovingList(chance.Next(1, 12), cursors, cap: size);
            var rate = chance.NextDouble() * 0.6;
            list.BeforeCall = _ => Move(list, chance, rate);
            using var reading = new Reading(Make.Connection(), new ClientOptions { Handler = list, Clock = new SkippingClock() });
            try
            {
                await reading.RunAsync(Make.Query() with { PageSize = size, VerifyEveryPage = everyPage });
            }
            catch (PostPressApiException failure) when (failure.Id == "no_progress")
            {
                // Everybody new leaves at once: the list gets no longer, and is not called complete.
                continue;
            }

            var last = reading.Pages[^1];
            Assert.True(reading.Members.Count == reading.Members.Distinct().Count(), $"seed {seed}: somebody is there twice.");
            if (last.Check!.Verified && (everyPage || last.Checkpoint.Pages <= 3 || last.Checkpoint.Pass > 1))
            {
                proved++;
                Assert.True(!list.Stayed.Except(reading.Members!).Any(), $"seed {seed}: somebody who stayed is missing, and it is called verified.");
            }
        }

        Assert.InRange(proved, runs / 5, runs);
    }

    private static void Move(MovingList list, Random chance, double rate)
    {
        while (chance.NextDouble() < rate)
        {
            if (chance.Next(2) == 0)
            {
                list.Connect();
            }
            else if (list.Count > 1)
            {
                list.Leave(chance.Next(list.Count));
            }
        }
    }

    private static async Task AssertWholeAsync(MovingList list, bool everyPage)
    {
        using var reading = new Reading(Make.Connection(), new ClientOptions { Handler = list, Clock = new SkippingClock() });
        await reading.RunAsync(Make.Query() with { PageSize = list.Cap, VerifyEveryPage = everyPage });

        Assert.True(reading.Pages[^1].Check!.Verified);
        Assert.Empty(list.Stayed.Except(reading.Members!));
    }
}
