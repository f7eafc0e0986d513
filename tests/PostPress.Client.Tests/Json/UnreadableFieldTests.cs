namespace PostPress.Client.Tests.Json;

/// <summary>A field that the API got wrong costs that field, not the list.</summary>
public sealed class UnreadableFieldTests
{
    private const string First = """{"items":[{"member_id":"a","created_at":-1},{"member_id":"b"}],"cursor":"c"}""";
    private const string Last = """{"items":[{"member_id":7,"member_urn":"u","headline":{},"created_at":0}],"cursor":null}""";

    [Fact]
    public async Task Every_relation_comes_and_the_run_counts_those_with_a_field_left_empty()
    {
        using var server = new RawServer(RawAnswers.Whole(200, First), RawAnswers.Whole(200, Last));
        using var client = ClientRun.Open(server.BaseUri);
        var relations = (await ClientRun.PagesAsync(client)).SelectMany(page => page.Relations).ToList();

        Assert.Equal(["a", "b", "u"], relations.Select(relation => relation.MemberId ?? relation.MemberUrn));
        Assert.All(relations, relation => Assert.Null(relation.CreatedAt));
        Assert.Equal(2, client.Statistics.Unreadable.Items);
        Assert.Equal(["created_at", "member_id", "headline"], client.Statistics.Unreadable.Names);
    }

    [Fact]
    public async Task A_sound_list_counts_none()
    {
        using var server = new RawServer(RawAnswers.Whole(200, RawAnswers.LastPage));
        using var client = ClientRun.Open(server.BaseUri);
        await ClientRun.PagesAsync(client);

        Assert.Equal((0, 0), (client.Statistics.Unreadable.Items, client.Statistics.Unreadable.Names.Count));
    }

    [Theory]
    [InlineData("null", "item 1 is not an object")]
    [InlineData("{}", "item 1 has nothing that says whom it is about")]
    [InlineData("""{"member_id":7}""", "item 1 has nothing that says whom it is about")]
    public async Task Something_that_is_no_relation_is_the_fault_of_the_data_and_not_of_the_address(string item, string reason)
    {
        using var server = new RawServer(RawAnswers.Whole(200, $$"""{"items":[{"member_id":"a"},{{item}}],"cursor":null}"""));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal((FailureKind.Protocol, "not_a_relation", 200), (failure.Kind, failure.Id, failure.Status));
        Assert.Contains(reason, failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("-BaseUri", failure.Message, StringComparison.Ordinal);
    }
}
