namespace PostPress.Client.Tests.Requests;

public sealed class AdaptivePageSizeTests
{
    [Theory]
    [InlineData(1000, 5, 5)]
    [InlineData(1000, long.MaxValue, 1000)]
    [InlineData(10, 11, 10)]
    public void No_more_is_asked_for_than_is_needed(int wanted, long needed, int limit)
    {
        Assert.Equal(limit, new AdaptivePageSize(wanted).Limit(needed));
    }

    [Fact]
    public void Time_outs_halve_it_down_to_twenty_five()
    {
        var size = new AdaptivePageSize(1000);
        List<int> seen = [];
        for (var i = 0; i < 8; i++)
        {
            size.Shrink(size.Current);
            seen.Add(size.Current);
        }

        Assert.Equal([500, 250, 125, 62, 31, 25, 25, 25], seen);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(10)]
    [InlineData(1)]
    public void A_size_that_is_small_already_stays(int wanted)
    {
        var size = new AdaptivePageSize(wanted);
        size.Shrink(wanted);

        Assert.Equal(wanted, size.Current);
    }

    [Fact]
    public void What_is_halved_is_the_size_that_was_asked_for()
    {
        var size = new AdaptivePageSize(1000);
        size.Shrink(asked: 100);

        Assert.Equal(50, size.Limit(100));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(25)]
    public void A_small_last_page_that_timed_out_does_not_enlarge_or_shrink_the_next(int asked)
    {
        var size = new AdaptivePageSize(1000);
        size.Shrink(asked);

        Assert.Equal(asked, size.Limit(asked));
        Assert.Equal(1000, size.Current);
    }

    [Fact]
    public void Four_good_pages_double_it_again_up_to_what_was_wanted()
    {
        var size = new AdaptivePageSize(1000);
        size.Shrink(1000);
        size.Shrink(500);

        Assert.Equal([250, 250, 250, 500, 500, 500, 500, 1000, 1000], Succeed(size, 9));
    }

    [Fact]
    public void A_time_out_resets_the_count_of_good_pages()
    {
        var size = new AdaptivePageSize(1000);
        size.Shrink(1000);
        Succeed(size, 3);
        size.Shrink(500);

        Assert.Equal([250, 250, 250, 500], Succeed(size, 4));
    }

    [Fact]
    public void A_refused_size_is_never_requested_twice()
    {
        var size = new AdaptivePageSize(1000);
        size.Refuse(1000);
        size.Shrink(500);

        Assert.Equal(500, Succeed(size, 40).Max());
    }

    private static List<int> Succeed(AdaptivePageSize size, int times) => [.. Enumerable.Range(0, times).Select(_ =>
    {
        size.Succeed();
        return size.Current;
    })];
}
