namespace PostPress.Client.Tests.Sandbox;

public sealed class LiveEventsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(SandboxPeople.NewestMilliseconds);

    [Fact]
    public void The_same_seed_account_and_rates_give_the_same_at_the_same_moments()
    {
        Assert.Equal(Year(Live), Year(Live));
        Assert.NotEqual(Year(Live), Year(Live, seed: 2));
        Assert.NotEqual(Year(Live), Year(Live, account: "acc_sandbox_small"));
    }

    [Fact]
    public void They_are_the_same_on_every_framework_and_in_every_process()
    {
        var year = Year(Live);

        Assert.Equal((1094, 367, 703), (Of(year, LiveEventKind.Connect).Count, Of(year, LiveEventKind.Leave).Count, Of(year, LiveEventKind.Change).Count));
        Assert.Equal(34_110_837_234_028, year.Sum(happening => happening.Moment - SandboxPeople.NewestMilliseconds));
    }

    [Fact]
    public void One_rate_moves_nothing_of_the_others()
    {
        var more = Year("Live,AddPerDay=30,RemovePerDay=1,ChangePerDay=2");

        Assert.Equal(Of(Year(Live), LiveEventKind.Leave), Of(more, LiveEventKind.Leave));
        Assert.Equal(Of(Year(Live), LiveEventKind.Change), Of(more, LiveEventKind.Change));
        Assert.NotEqual(Of(Year(Live), LiveEventKind.Connect).Count, Of(more, LiveEventKind.Connect).Count);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public void A_year_has_as_many_as_the_rate_says(double perDay)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var events = Year(FormattableString.Invariant($"Live,AddPerDay={perDay},RemovePerDay=0,ChangePerDay=0"), seed);
            // Five standard deviations of a Poisson process.
            var expected = perDay * 365;
            Assert.InRange(events.Count, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
            Assert.Equal(events.Count, Of(events, LiveEventKind.Connect).Count);
        }
    }

    [Fact]
    public void Some_days_have_none_and_some_have_many()
    {
        var days = Year("Live,AddPerDay=3,RemovePerDay=0,ChangePerDay=0")
            .GroupBy(happening => (happening.Moment - SandboxPeople.NewestMilliseconds) / 86_400_000).Select(day => day.Count()).ToList();

        // Of 365 days, one in twenty has none at this rate.
        Assert.InRange(365 - days.Count, 5, 40);
        Assert.InRange(days.Max(), 7, 15);
    }

    [Fact]
    public void They_come_in_their_order_all_after_the_start()
    {
        var moments = Year("Live,AddPerDay=100,RemovePerDay=70,ChangePerDay=0.2").Select(happening => happening.Moment).ToList();

        Assert.Equal(moments.Order(), moments);
        Assert.True(moments[0] >= SandboxPeople.NewestMilliseconds);
    }

    [Fact]
    public void Rates_of_zero_have_none_and_the_smallest_never_comes()
    {
        Assert.Empty(SandboxLife.Events(1, "acc", [SandboxFault.Parse("Live,AddPerDay=0,RemovePerDay=0,ChangePerDay=0")]));
        Assert.Empty(SandboxLife.Events(1, "acc", []));
        Assert.Empty(Year("Live,AddPerDay=1E-300,RemovePerDay=0,ChangePerDay=0"));
    }

    [Fact]
    public void Two_lives_add_up()
    {
        var two = SandboxLife.Events(1, "acc", [SandboxFault.Parse(Live), SandboxFault.Parse(Live)]).TakeWhile(IsInYear).Count();

        Assert.InRange(two, 2 * 6 * 365 - 350, 2 * 6 * 365 + 350);
    }

    private const string Live = "Live,AddPerDay=3,RemovePerDay=1,ChangePerDay=2";

    private static List<LiveEvent> Year(string live, int seed = 1, string account = "acc_sandbox_main") =>
        [.. SandboxLife.Events(seed, account, [SandboxFault.Parse(live)]).TakeWhile(IsInYear)];

    private static List<LiveEvent> Of(List<LiveEvent> events, LiveEventKind kind) => [.. events.Where(happening => happening.Kind == kind)];

    private static bool IsInYear(LiveEvent happening) => happening.Moment < Start.AddDays(365).ToUnixTimeMilliseconds();
}
