namespace PostPress.Client;

/// <summary>A client of the API for one run: one connection pool, one retry budget, one count of what was done.</summary>
public sealed class PostPressClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly RelationReader _reader;
    private readonly AccountReader _accounts;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    public PostPressClient(PostPressConnection connection, ClientOptions options)
    {
        _http = options.Handler is { } handler ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan } : Transport.Create(connection);
        var requester = new PageRequester(_http, connection, options.Clock);
        ICallGate gate = options.Ledger is { } ledger ? new LedgerGate(ledger, connection, requester.Failures, Statistics, options) : new OpenGate();
        var fetcher = new PageFetcher(requester, gate, connection.Settings, Statistics, options);
        _reader = new RelationReader(fetcher, requester.Failures, Statistics, connection.Settings, options);
        _accounts = new AccountReader(fetcher, requester.Failures, Statistics, connection.Settings, options);
    }

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics { get; } = new();

    /// <summary>Reads the relations of one account, page by page as the caller asks for them.</summary>
    /// <exception cref="PostPressApiException">The list can't be read on; says where it stopped.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<RelationPage> ReadRelationsAsync(RelationQuery query, CancellationToken cancellation) =>
        _reader.ReadAsync(query, cancellation);

    /// <summary>Reads the accounts of the key's workspace, page by page as the caller asks for them.</summary>
    /// <exception cref="PostPressApiException">The list can't be read on.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<IReadOnlyList<PostPressAccount>> ReadAccountsAsync(AccountQuery query, CancellationToken cancellation) =>
        _accounts.ReadAsync(query, cancellation);

    /// <summary>Reads one account: one call, and its retries.</summary>
    /// <exception cref="PostPressApiException">It can't be read; <c>resource_not_found</c> where there is no such account.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<PostPressAccount> ReadAccountAsync(string accountId, CancellationToken cancellation) =>
        _accounts.ReadOneAsync(accountId, cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();
}
