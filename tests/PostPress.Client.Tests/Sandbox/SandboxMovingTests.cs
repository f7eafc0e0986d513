namespace PostPress.Client.Tests.Sandbox;

/// <summary>The client against a sandbox whose people leave and connect while it reads.</summary>
public sealed class SandboxMovingTests
{
    [Fact]
    public async Task Who_was_skipped_because_others_left_is_there()
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = 3000, Faults = [SandboxFault.Parse("Remove,Page=2,Count=40")] });
        await run.Reading.RunAsync(Make.Query() with { PageSize = 1000 });

        Assert.Equal(Sandboxed.Members(seed: 1, count: 3000).Order(), run.Reading.Members.Order());
        Assert.Equal(new ListCheck(Verified: true, null, Added: 0, Missed: 40, Proven: true), run.Reading.Pages[^1].Check);
        // Once, though the verification and the second reading have second pages too.
        Assert.Equal([null, "Remove"], run.Calls.Take(2).Select(call => call.Fault));
        Assert.All(run.Calls.Skip(2), call => Assert.Null(call.Fault));
        Assert.All(run.Calls, call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Whenever_every_page_is_verified_everybody_who_stayed_is_there_once()
    {
        const int count = 300;
        var seeds = Scale.Of(10, 30);
        var verified = 0;
        var missed = 0L;
        for (var seed = 1; seed <= seeds; seed++)
        {
            using var server = SandboxServer.Start(new SandboxOptions
            {
                RelationCount = count,
                Seed = seed,
                // Whoever connects makes up for someone who leaves: by Churn alone, few slip through.
                Faults = [SandboxFault.Parse("Churn,Probability=0.06,Count=4,Times=3"), SandboxFault.Parse("Remove,Probability=0.1,Count=2,Times=2")],
            });
            using var reading = new Reading(Make.Connection(server));
            await reading.RunAsync(Make.Query() with { PageSize = 20, VerifyEveryPage = true });
            // One answer is one moment. Who leaves before it has not stayed.
            using var afterwards = new Reading(Make.Connection(server));
            await afterwards.RunAsync(Make.Query() with { PageSize = 1000 });

            Assert.Equal(reading.Members.Count, reading.Members.Distinct().Count());
            var check = reading.Pages[^1].Check!;
            if (check.Verified)
            {
                var stayed = Sandboxed.Members(seed, count).Intersect(afterwards.Members);
                Assert.Empty(stayed.Except(reading.Members));
                verified++;
                missed += check.Missed;
            }
        }

        // Lists that are never verified, or from which nobody slipped through, would prove nothing.
        Assert.InRange(verified, seeds * 2 / 3, seeds);
        Assert.InRange(missed, seeds * 2 / 3, 1000);
    }
}
