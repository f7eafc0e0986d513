namespace PostPress.Client;

/// <summary>The relations of an account.</summary>
internal sealed class RelationsEndpoint(RelationQuery query) : Endpoint<RelationPage>
{
    public override string AccountId => query.AccountId;

    public override int PageSize => query.PageSize;

    public override int? LaterPageSize => query.LaterPageSize;

    public override bool ReadsLinkedIn => true;

    public override bool IsWholeList => query is { IsPartial: false, Checkpoint: null };

    public override HttpRequestMessage Request(RequestBuilder requests, string? cursor, int limit) => requests.Page(query, cursor, limit);

    public override RelationPage Read(ReadOnlySpan<byte> body) => PageParser.Parse(body, query.AccountId);

    public override PostPressApiException Place(Failures failures, PostPressApiException failure, long written, string? cursor) =>
        failures.InRun(failure, query, written, cursor);
}
