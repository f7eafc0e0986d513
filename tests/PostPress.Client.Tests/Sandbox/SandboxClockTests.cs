namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxClockTests
{
    private static readonly DateTimeOffset Night = new(2026, 7, 1, 4, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void It_is_the_real_time_until_it_is_set_and_stands_still_from_then_on()
    {
        var clock = new SandboxClock();
        var before = DateTimeOffset.UtcNow;
        Assert.InRange(clock.Now, before, DateTimeOffset.UtcNow);

        var tomorrow = before.AddDays(1);
        clock.Now = tomorrow;
        Assert.Equal(tomorrow, clock.Now);
        Assert.Equal(tomorrow, clock.Now);
    }

    [Fact]
    public void It_starts_where_it_is_told_and_tells_the_time_in_utc()
    {
        var clock = new SandboxClock(Night);

        Assert.Equal(Night, clock.Now);
        Assert.Equal(TimeSpan.Zero, clock.Now.Offset);
        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(Night.AddDays(1), clock.Now);
    }

    [Fact]
    public void It_does_not_go_back()
    {
        var clock = new SandboxClock(Night);

        var refusal = Assert.Throws<ArgumentException>(() => clock.Now = Night.AddTicks(-1));
        Assert.Equal("The sandbox's clock is at 2026-07-01T02:00:00.0000000+00:00 and can't go back to 2026-07-01T01:59:59.9999999+00:00.", refusal.Message);
        clock.Now = Night;
        Assert.Equal(Night, clock.Now);
    }

    [Fact]
    public void The_real_one_can_be_stopped_at_a_time_that_it_has_told_but_not_before()
    {
        var clock = new SandboxClock();
        var told = clock.Now;

        Assert.Throws<ArgumentException>(() => clock.Now = told.AddTicks(-1));
        clock.Now = told;
        Assert.Equal(told, clock.Now);
    }

    [Theory]
    [InlineData(1999, false)]
    [InlineData(2000, true)]
    [InlineData(2099, true)]
    [InlineData(2100, false)]
    public void Its_years_are_those_that_are_meant(int year, bool taken)
    {
        var time = new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var refusal = Record.Exception(() => new SandboxClock(time));

        Assert.Equal(taken, refusal is null);
        Assert.Equal(taken, Record.Exception(() => SandboxClock.Check(time)) is null);
        if (!taken)
        {
            Assert.Contains("2000 to 2099", Assert.IsType<ArgumentException>(refusal).Message, StringComparison.Ordinal);
        }
    }
}
