namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxPeopleTests
{
    [Fact]
    public void The_same_seed_gives_the_same_people_and_another_gives_others()
    {
        Assert.Equal(Names(seed: 1), Names(seed: 1));
        Assert.NotEqual(Names(seed: 1), Names(seed: 2));
    }

    [Fact]
    public void A_hundred_thousand_people_and_the_newcomers_have_ids_of_their_own()
    {
        var people = new SandboxPeople(1);
        var all = Enumerable.Range(-1000, 101_000).Select(index => people.At(index)).ToList();

        Assert.Equal(all.Count, all.Select(person => person.MemberId).Distinct().Count());
        Assert.Equal(all.Count, all.Select(person => person.PublicIdentifier).Distinct().Count());
        Assert.Equal(all.Count, all.Select(person => person.ConnectionUrn).Distinct().Count());
    }

    [Fact]
    public void Newer_connections_come_first()
    {
        var people = new SandboxPeople(1);
        var times = Enumerable.Range(-100, 1000).Select(index => people.At(index).CreatedAt!.Value).ToList();

        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("Müller")]
    [InlineData("王")]
    [InlineData("\"Ace\" Ventura")]
    [InlineData("Null")]
    [InlineData("=HYPERLINK(")]
    [InlineData("Line one\nLine two")]
    [InlineData("👩\u200d🚀")]
    [InlineData(";")]
    public void What_breaks_careless_programs_is_among_the_first_thousand(string text)
    {
        Assert.Contains(Names(seed: 1, count: 1000), name => name.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Some_have_no_picture_as_in_the_contract()
    {
        var people = new SandboxPeople(1);

        Assert.InRange(Enumerable.Range(0, 1000).Count(index => people.At(index).ProfilePictureUrl is null), 60, 200);
    }

    [Fact]
    public void The_oldest_of_ten_million_connected_at_a_time_that_can_be_true()
    {
        var people = new SandboxPeople(1);
        long[] indexes = [0, 499_999, 500_000, 500_001, 9_999_999];
        var times = indexes.Select(index => people.At(index).CreatedAt!.Value).ToList();

        Assert.Equal(times.OrderDescending(), times);
        // Earlier than 1973 a time in milliseconds is taken for one in seconds.
        Assert.True(times[^1].Year > 1975, times[^1].ToString("O"));
    }

    private static IReadOnlyList<string> Names(int seed, int count = 50)
    {
        var people = new SandboxPeople(seed);
        return [.. Enumerable.Range(0, count).Select(index => people.At(index)).Select(person => $"{person} | {person.Headline}")];
    }
}
