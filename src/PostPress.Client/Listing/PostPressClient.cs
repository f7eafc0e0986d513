namespace PostPress.Client;

/// <summary>A client of the API for one run: one connection pool, one retry budget, one count of what was done.</summary>
public sealed class PostPressClient : IDisposable
{
    private readonly Shared _shared;
    private readonly RunStatistics? _addTo;
    private readonly RelationReader _reader;
    private readonly AccountReader _accounts;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    public PostPressClient(PostPressConnection connection, ClientOptions options)
        : this(new Shared(connection, options), options, addTo: null)
    {
    }

    private PostPressClient(Shared shared, ClientOptions options, RunStatistics? addTo)
    {
        _shared = shared;
        _addTo = addTo;
        var (connection, failures) = (shared.Connection, shared.Requester.Failures);
        var gate = options.LedgerFolder is null ? null : new LedgerGate(connection, failures, Statistics, options);
        var fetcher = new PageFetcher(shared.Requester, gate, shared.Budget, shared.KeyPause, connection.Settings, Statistics, options);
        _reader = new RelationReader(fetcher, failures, Statistics, connection.Settings, options);
        _accounts = new AccountReader(fetcher, failures, Statistics, connection.Settings, options);
    }

    /// <summary>
    /// A client for one of several accounts that are read at once: the same connections and the same budget of retries, and a count of its own,
    /// which is added to this one's when it is closed.
    /// </summary>
    public PostPressClient CreateAccountScope() => new(_shared, _shared.Options, Statistics);

    /// <summary>The same with an observer of its own.</summary>
    internal PostPressClient CreateAccountScope(Action<RunEvent> observer) => new(_shared, _shared.Options with { Observer = observer }, Statistics);

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

    /// <summary>Closes the connections, unless others use them.</summary>
    public void Dispose()
    {
        if (_addTo is null)
        {
            _shared.Http.Dispose();
        }
        else
        {
            _addTo.Add(Statistics);
        }
    }

    /// <summary>What the accounts of a run have in common.</summary>
    private sealed class Shared
    {
        public Shared(PostPressConnection connection, ClientOptions options)
        {
            (Connection, Options) = (connection, options);
            Http = options.Handler is { } handler ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan } : Transport.Create(connection);
            Requester = new PageRequester(Http, connection, options.Clock);
            Budget = new RetryBudget(connection.Settings.MaximumRetryCount);
            KeyPause = new KeyPause(options.Clock);
        }

        public PostPressConnection Connection { get; }

        public ClientOptions Options { get; }

        public HttpClient Http { get; }

        public PageRequester Requester { get; }

        public RetryBudget Budget { get; }

        public KeyPause KeyPause { get; }
    }
}
