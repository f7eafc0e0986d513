namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxFaultTests
{
    [Fact]
    public void A_text_gives_every_property()
    {
        var fault = SandboxFault.Parse(" error , status = 429,TYPE=errors/too_many_requests,RetryAfter=date+30,Page=2,Probability=0.25,Times=3,Seconds=1.5,AtByte=7");

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
            },
            fault);
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
    public void A_text_that_is_no_fault_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Contains(reason, Assert.Throws<FormatException>(() => SandboxFault.Parse(text)).Message, StringComparison.Ordinal);
    }
}
