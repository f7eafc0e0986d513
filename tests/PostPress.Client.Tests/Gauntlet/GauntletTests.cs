namespace PostPress.Client.Tests.Gauntlet;

public sealed class GauntletTests
{
    public static TheoryData<int> OtherSeeds => [.. Enumerable.Range(2, Scale.Of(2, 10))];

    [Fact]
    public async Task A_hundred_thousand_relations_come_through_every_transient_fault()
    {
        using var run = await GauntletRun.ReadAsync(seed: 1, count: 100_000, stalls: 3);

        var faults = run.Calls.Where(call => call.Fault is not null).ToList();
        Assert.InRange(faults.Count / (double)run.Calls.Count, 0.15, 0.27);
        string[] kinds = ["Cut", "Drop", "Error", "Latency", "Shift", "Stall"];
        Assert.Equal(kinds, faults.Select(call => call.Fault!).Distinct().Order());
        Assert.Equal([429, 500, 502, 503, 504], faults.Where(call => call.Fault == "Error").Select(call => call.Status).Distinct().Order());
        Assert.True(run.Reading.Statistics.DuplicatesDropped > 0);
    }

    [Theory]
    [MemberData(nameof(OtherSeeds))]
    public async Task Other_seeds_come_through_as_well(int seed)
    {
        using var run = await GauntletRun.ReadAsync(seed, count: 20_000, stalls: 1);

        Assert.True(run.Reading.Statistics.Retries > 0);
    }

    [Theory]
    [InlineData("RepeatCursor,Page=3", FailureKind.Protocol, "cursor_repeated", 3)]
    [InlineData("Garbage,Page=3", FailureKind.Protocol, "not_a_list", 2)]
    public async Task A_fault_that_is_not_transient_ends_in_its_own_error(string fault, FailureKind kind, string id, int pages)
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = 10_000, Faults = [SandboxFault.Parse(fault)] });
        var failure = await run.Reading.FailAsync(Make.Query());

        Assert.Equal((kind, id), (failure.Kind, failure.Id));
        Assert.Equal(pages * 1000, failure.RelationsWritten);
        Assert.Equal(3, run.Calls.Count);
        Assert.Equal(0, run.Reading.Statistics.Retries);
    }

    [Fact]
    public async Task The_key_is_in_nothing_that_the_gauntlet_told()
    {
        using var run = await GauntletRun.ReadAsync(seed: 12, count: 20_000, stalls: 1);

        const string key = "pp_test_sandbox_3k7d9x2f";
        Assert.NotEmpty(run.Reading.Events.OfType<RetryPlanned>());
        Assert.All(run.Reading.Events, seen => Assert.DoesNotContain(Walk.Texts(seen), text => text.Contains(key, StringComparison.OrdinalIgnoreCase)));
    }
}
