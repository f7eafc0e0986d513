namespace PostPress.Client.Tests.Support;

/// <summary>Reads a list to its end, and keeps what came before a failure.</summary>
internal sealed class Reading : IDisposable
{
    private readonly PostPressClient _client;

    public Reading(PostPressConnection connection, ClientOptions? options = null)
    {
        var given = options ?? new ClientOptions();
        _client = new PostPressClient(connection, given with
        {
            Observer = seen =>
            {
                Events.Add(seen);
                given.Observer?.Invoke(seen);
            },
        });
    }

    public List<RelationPage> Pages { get; } = [];

    public List<RunEvent> Events { get; } = [];

    public RunStatistics Statistics => _client.Statistics;

    public IReadOnlyList<UserRelation> Relations => [.. Pages.SelectMany(page => page.Relations)];

    public IReadOnlyList<string?> Members => [.. Relations.Select(relation => relation.MemberId)];

    public async Task<Reading> RunAsync(RelationQuery query, CancellationToken cancellation = default)
    {
        await foreach (var page in _client.ReadRelationsAsync(query, cancellation))
        {
            Pages.Add(page);
        }

        return this;
    }

    public Task<PostPressApiException> FailAsync(RelationQuery query) =>
        Assert.ThrowsAsync<PostPressApiException>(() => RunAsync(query));

    public void Dispose() => _client.Dispose();
}
