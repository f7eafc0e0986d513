namespace PostPress.Client.Tests.Sandbox;

public sealed class PersonChangeTests
{
    private const int Count = 4000;

    private readonly SandboxPeople _people = new(1);

    [Fact]
    public void Each_changes_one_thing_mostly_the_headline_and_leaves_who_it_is()
    {
        var counts = new Dictionary<string, int>();
        foreach (var (before, after) in Changes())
        {
            var what = Differences(before, after);
            counts[what] = counts.TryGetValue(what, out var count) ? count + 1 : 1;
            Assert.Equal(before.FirstName, after.FirstName);
            Assert.Equal(before.CreatedAt, after.CreatedAt);
            Assert.Equal("https://www.linkedin.com/in/" + after.PublicIdentifier, after.PublicProfileUrl);
            Assert.True(before.MemberId == after.MemberId || before.MemberUrn == after.MemberUrn || before.PublicIdentifier == after.PublicIdentifier);
        }

        Assert.Equal(["Headline", "Identifier Url", "LastName", "MemberId", "MemberId Urns"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(counts["Headline"], 0.65 * Count, 0.75 * Count);
        Assert.InRange(counts["LastName"], 0.09 * Count, 0.15 * Count);
        Assert.InRange(counts["Identifier Url"], 0.07 * Count, 0.13 * Count);
        Assert.InRange(counts["MemberId"], 0.02 * Count, 0.06 * Count);
        Assert.InRange(counts["MemberId Urns"], 0.02 * Count, 0.06 * Count);
    }

    [Fact]
    public void What_has_changed_once_stays_when_something_else_changes()
    {
        PersonChange? change = null;
        for (var n = 0UL; n < 200; n++)
        {
            var next = _people.Change(7, change, SandboxPeople.Scramble(n));
            Assert.NotEqual(Text(_people.At(7, change)), Text(_people.At(7, next)));
            // Together with the next one, only what this one changed is another.
            Assert.InRange(Differences(_people.At(7, change), _people.At(7, next)).Split(' ').Length, 1, 2);
            change = next;
        }

        Assert.Equal([true, true, true, true, true], new[] { change!.Headline, change.LastName, change.PublicIdentifier, change.MemberId, change.UrnId }.Select(value => value is not null));
    }

    [Fact]
    public void Nobody_becomes_someone_else()
    {
        var all = Enumerable.Range(-Count, 2 * Count).Select(index => _people.At(index)).Concat(Changes().Select(pair => pair.After)).ToList();

        Assert.All(all.GroupBy(person => person.MemberId), same => Assert.Single(same.Select(person => person.CreatedAt).Distinct()));
        Assert.All(all.GroupBy(person => person.PublicIdentifier), same => Assert.Single(same.Select(person => person.CreatedAt).Distinct()));
        Assert.All(all.GroupBy(person => person.MemberUrn), same => Assert.Single(same.Select(person => person.CreatedAt).Distinct()));
    }

    private IEnumerable<(UserRelation Before, UserRelation After)> Changes() =>
        Enumerable.Range(0, Count).Select(index =>
        {
            var before = _people.At(index);
            return (before, _people.At(index, _people.Change(index, null, SandboxPeople.Scramble((ulong)index))));
        });

    private static string Differences(UserRelation before, UserRelation after) => string.Join(" ", new[]
    {
        before.LastName == after.LastName ? "" : "LastName",
        before.Headline == after.Headline ? "" : "Headline",
        before.PublicIdentifier == after.PublicIdentifier ? "" : "Identifier",
        before.PublicProfileUrl == after.PublicProfileUrl ? "" : "Url",
        before.MemberId == after.MemberId ? "" : "MemberId",
        before.MemberUrn == after.MemberUrn && before.ConnectionUrn == after.ConnectionUrn ? "" : "Urns",
        before.ProfilePictureUrl == after.ProfilePictureUrl ? "" : "Picture",
    }.Where(name => name.Length > 0));

    private static string Text(UserRelation person) => $"{person.LastName} {person.Headline} {person.PublicIdentifier} {person.MemberId} {person.MemberUrn}";
}
