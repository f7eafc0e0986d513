namespace PostPress.Client.Tests.Identity;

/// <summary>Who is the same person: by member id, else a URN, else the public identifier; an empty text is none of them.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("""{"member_id":"","member_urn":"u1"},{"member_id":"","member_urn":"u2"},{"member_id":"","member_urn":"u3"}""", 3)]
    [InlineData("""{"member_id":"","member_urn":"","connection_urn":"c1"},{"member_id":"","member_urn":"","connection_urn":"c2"}""", 2)]
    [InlineData("""{"member_id":null,"member_urn":"u1"},{"member_id":null,"member_urn":"u1"}""", 1)]
    [InlineData("""{"public_identifier":"a"},{"public_identifier":"b"},{"public_identifier":"a"}""", 2)]
    // Nobody is dropped who can't be told from others.
    [InlineData("""{"member_id":"","first_name":"A"},{"member_id":"","first_name":"A"},{"public_identifier":""}""", 3)]
    // A member id is not a public identifier, even where the texts are the same.
    [InlineData("""{"member_id":"a"},{"public_identifier":"a"},{"member_urn":"a"}""", 3)]
    public async Task Each_person_comes_once(string items, int people)
    {
        using var server = new RawServer(RawAnswers.Whole(200, $$"""{"items":[{{items}}],"cursor":null}"""));
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        await reading.RunAsync(Make.Query());

        Assert.Equal(people, reading.Relations.Count);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Someone_without_a_member_id_on_two_pages_is_one_person()
    {
        const string same = """{"member_id":null,"member_urn":"u2"}""";
        const string first = $$"""{"items":[{"member_urn":"u1"},{{same}}],"cursor":"2"}""";
        const string second = $$"""{"items":[{{same}},{"member_urn":"u3"}],"cursor":null}""";
        using var server = new RawServer([.. new[] { first, second, first, second }.Select(body => RawAnswers.Whole(200, body))]);
        using var reading = new Reading(Make.Connection(server.BaseUri.AbsoluteUri));
        await reading.RunAsync(Make.Query());

        Assert.Equal(["u1", "u2", "u3"], reading.Relations.Select(relation => relation.MemberUrn));
    }
}
