namespace PostPress.Client;

/// <summary>A client of the API for one run: one connection pool, one retry budget, one count of what was done.</summary>
public sealed class PostPressClient : IDisposable
{
    private readonly PostPressClient? _parent;
    private readonly PostPressConnection _connection;
    private readonly ClientOptions _options;
    private readonly HttpClient _http;
    private readonly Failures _failures;
    private readonly HttpRequester _requester;
    private readonly RetryBudget _budget;
    private readonly KeyPause _keyPause;
    private readonly RelationReader _relations;
    private readonly AccountReader _accounts;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    public PostPressClient(PostPressConnection connection, ClientOptions options)
        : this(connection, options, parent: null)
    {
    }

    private PostPressClient(PostPressConnection connection, ClientOptions options, PostPressClient? parent)
    {
        (_connection, _options, _parent) = (connection, options, parent);
        _http = parent?._http ?? (options.Handler is { } handler
            ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }
            : Transport.Create(connection));
        _budget = parent?._budget ?? new RetryBudget(connection.Settings.MaximumRetryCount);
        _keyPause = parent?._keyPause ?? new KeyPause(options.Clock);
        _failures = parent?._failures ?? new Failures(Transport.CreateSafeText(connection.RevealKey(), connection.BaseUri, connection.Settings));
        _requester = parent?._requester ?? new HttpRequester(_http, connection, _failures, options.Clock);
        var gate = options.LedgerFolder is null ? null : new LedgerGate(connection, _failures, Statistics, options);
        var sender = new RequestSender(_requester, gate, _budget, _keyPause, connection.Settings, Statistics, options);
        _relations = new RelationReader(sender, _failures, Statistics, connection.Settings, options);
        _accounts = new AccountReader(sender, _failures, Statistics, connection.Settings, options);
    }

    /// <summary>
    /// A client for one of several accounts that are read at once: the same connections and the same budget of retries, and a count of its own,
    /// which is added to this one's when it is closed.
    /// </summary>
    public PostPressClient CreateAccountScope() => new(_connection, _options, parent: this);

    /// <summary>The same with an observer of its own.</summary>
    internal PostPressClient CreateAccountScope(Action<RunEvent> observer) => new(_connection, _options with { Observer = observer }, parent: this);

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics { get; } = new();

    /// <summary>Reads the relations of one account, page by page as the caller asks for them.</summary>
    /// <exception cref="PostPressApiException">The list can't be read on; says where it stopped.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<RelationPage> ReadRelationsAsync(RelationQuery query, CancellationToken cancellation) =>
        _relations.ReadAsync(query, cancellation);

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
        if (_parent is null)
        {
            _http.Dispose();
        }
        else
        {
            _parent.Statistics.Add(Statistics);
        }
    }
}
