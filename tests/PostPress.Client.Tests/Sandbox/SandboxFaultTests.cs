namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxFaultTests
{
    [Fact]
    public void A_text_gives_every_property()
    {
        var fault = SandboxFault.Parse(" error , status = 429,TYPE=errors/too_many_requests,RetryAfter=date+30,Page=2,Probability=0.25,Times=3,Seconds=1.5,AtByte=7,Count=40,At=12");

        Assert.Equal(
            new SandboxFault
            {
                Kind = SandboxFaultKind.Error,
                Status = 429,
                Type = "errors/too_many_requests",
                RetryAfter = "date+30",
                Page = 2,
                Probability = 0.25,
                Times = 3,
                Seconds = 1.5,
                AtByte = 7,
                Count = 40,
                At = 12,
            },
            fault);
    }

    [Fact]
    public void A_life_has_rates_a_day()
    {
        var live = SandboxFault.Parse("live, AddPerDay = 0.2,REMOVEPERDAY=1000,ChangePerDay=0");

        Assert.Equal(new SandboxFault { Kind = SandboxFaultKind.Live, AddPerDay = 0.2, RemovePerDay = 1000, ChangePerDay = 0 }, live);
        Assert.Equal((3, 1, 2), (SandboxFault.Parse("Live").AddPerDay, SandboxFault.Parse("Live").RemovePerDay, SandboxFault.Parse("Live").ChangePerDay));
    }

    [Theory]
    [InlineData("Page=2")]
    [InlineData("Probability=0.5")]
    [InlineData("Times=1")]
    [InlineData("Status=429")]
    [InlineData("Type=account_restricted")]
    [InlineData("RetryAfter=3")]
    [InlineData("Seconds=1")]
    [InlineData("AtByte=1")]
    [InlineData("Count=2")]
    [InlineData("At=0")]
    public void A_life_takes_nothing_that_is_of_single_calls(string property)
    {
        var name = property.Split('=')[0];
        var expected = $"Live takes no {name}: it is not a fault of single calls. It takes AddPerDay, RemovePerDay and ChangePerDay.";

        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => SandboxFault.Parse("Live,AddPerDay=3," + property)).Message);
        // A hashtable's properties are set in any order.
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => SandboxFault.Parse("Churn," + property) with { Kind = SandboxFaultKind.Live }).Message);
    }

    [Theory]
    [InlineData("Drop", SandboxFaultKind.Drop)]
    [InlineData("repeatcursor", SandboxFaultKind.RepeatCursor)]
    public void A_kind_alone_strikes_always(string text, SandboxFaultKind kind)
    {
        Assert.Equal(new SandboxFault { Kind = kind, Probability = 1 }, SandboxFault.Parse(text));
    }

    [Theory]
    [InlineData("", "Use one of: Error, Latency, Drop")]
    [InlineData("Explode", "'Explode' is not a kind")]
    [InlineData("99", "'99' is not a kind")]
    [InlineData("Error,429", "'429' is not Name=Value")]
    [InlineData("Error,=429", "is not Name=Value")]
    [InlineData("Error,Colour=red", "A fault has no 'Colour'")]
    [InlineData("Error,Status=four", "four")]
    [InlineData("Error,Status=99999999999", "99999999999")]
    [InlineData("Error,Probability=0;5", "0;5")]
    [InlineData("Live,AddPerDay=many", "many")]
    [InlineData("Live,PerDay=3", "AddPerDay, RemovePerDay and ChangePerDay")]
    public void A_text_that_is_no_fault_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Contains(reason, Assert.Throws<FormatException>(() => SandboxFault.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Error,Page=0", "Page is 0, and must be from 1 to 2147483647.")]
    [InlineData("Error,Probability=1.1", "Probability is 1.1, and must be from 0 to 1.")]
    [InlineData("Error,Probability=-0.5", "Probability is -0.5, and must be from 0 to 1.")]
    [InlineData("Error,Probability=NaN", "Probability is NaN, and must be from 0 to 1.")]
    [InlineData("Error,Status=200", "Status is 200, and must be from 400 to 599.")]
    [InlineData("Error,Status=600", "Status is 600, and must be from 400 to 599.")]
    [InlineData("Latency,Seconds=-5", "Seconds is -5, and must be from 0 to 86400.")]
    [InlineData("Latency,Seconds=86401", "Seconds is 86401, and must be from 0 to 86400.")]
    [InlineData("Stall,Seconds=Infinity", "Seconds is Infinity, and must be from 0 to 86400.")]
    [InlineData("Stall,Seconds=NaN", "Seconds is NaN, and must be from 0 to 86400.")]
    [InlineData("Remove,Count=0", "Count is 0, and must be from 1 to 10000.")]
    [InlineData("Churn,Count=10001", "Count is 10001, and must be from 1 to 10000.")]
    [InlineData("Live,AddPerDay=-1", "AddPerDay is -1, and must be from 0 to 1000.")]
    [InlineData("Live,RemovePerDay=1000.5", "RemovePerDay is 1000.5, and must be from 0 to 1000.")]
    [InlineData("Live,ChangePerDay=NaN", "ChangePerDay is NaN, and must be from 0 to 1000.")]
    [InlineData("Error,RetryAfter=date+1e300", "RetryAfter is 'date+1e300', and what follows 'date+' must be a number of seconds, 86400 at the most.")]
    [InlineData("Error,RetryAfter=date+soon", "RetryAfter is 'date+soon', and what follows 'date+' must be a number of seconds, 86400 at the most.")]
    [InlineData("Error,RetryAfter=3\r\nX-Evil: 1", "RetryAfter has a character that no header takes.")]
    [InlineData("Error,RetryAfter=\u0663", "RetryAfter has a character that no header takes.")]
    public void A_value_out_of_its_range_is_refused_when_it_is_read(string text, string reason)
    {
        Assert.Equal(reason, Assert.Throws<ArgumentException>(() => SandboxFault.Parse(text)).Message);
    }

    [Fact]
    public void A_value_out_of_its_range_is_refused_when_it_is_set()
    {
        Assert.Throws<ArgumentException>(() => new SandboxFault { Seconds = -5 });
        Assert.Throws<ArgumentException>(() => new SandboxFault { AtByte = -1 });
        Assert.Throws<ArgumentException>(() => new SandboxFault { Times = -1 });
        Assert.Throws<ArgumentException>(() => new SandboxFault { Count = -1 });
        Assert.Throws<ArgumentException>(() => new SandboxFault { At = -1 });
        Assert.Throws<ArgumentException>(() => new SandboxFault() with { Page = -1 });
    }

    [Theory]
    [InlineData("Error,Page=1,Probability=0,Times=0,Status=400,Seconds=0,AtByte=0,Count=1,At=0,RetryAfter=date+0")]
    [InlineData("Error,Page=2147483647,Probability=1,Times=2147483647,Status=599,Seconds=86400,AtByte=2147483647,Count=10000,At=2147483647,RetryAfter=date+86400")]
    [InlineData("Error,RetryAfter=date+-86400")]
    [InlineData("Error,RetryAfter=soon")]
    [InlineData("Error,RetryAfter=-1")]
    public void The_ends_of_the_ranges_and_a_header_that_means_nothing_are_taken(string text) => Assert.Equal(SandboxFaultKind.Error, SandboxFault.Parse(text).Kind);
}
