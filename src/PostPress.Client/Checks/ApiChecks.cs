namespace PostPress.Client;

/// <summary>The steps that call the API: one call for the key, and one an account.</summary>
internal sealed class ApiChecks : IDisposable
{
    private const string LinkedIn = "LINKEDIN";
    private const int ShownAccounts = 10;
    private const string LookAtIt = "Look at the account in the PostPress dashboard, and reconnect it if it asks for that.";

    // The key was accepted: it may do something else than list accounts.
    private static readonly HashSet<string> NotPermitted = new(StringComparer.Ordinal) { "insufficient_privileges", "insufficient_permissions" };

    private readonly PostPressConnection _connection;
    private readonly DatedHandler _handler;
    private readonly PostPressClient _client;
    private IReadOnlyList<PostPressAccount> _accounts = [];

    public ApiChecks(PostPressConnection connection, ClientOptions options)
    {
        _connection = connection;
        _handler = new DatedHandler(options.Handler ?? Transport.Handler(connection.BaseUri, connection.Settings), options.Clock);
        _client = new PostPressClient(connection, options with { Handler = _handler });
        Local = new LocalChecks(connection, options);
    }

    /// <summary>What is known of the accounts without a call.</summary>
    public LocalChecks Local { get; }

    /// <summary>How far the clock of the server is ahead of ours; <see langword="null"/> where no answer has shown it.</summary>
    public TimeSpan? ServerAhead => _handler.ServerAhead;

    /// <summary>Whether the API accepts the key.</summary>
    public async Task<StepOutcome> KeyAsync(CancellationToken cancellation)
    {
        try
        {
            // The first page has the statuses of up to 250 accounts, which no further call is needed for.
            await foreach (var page in _client.ReadAccountsAsync(new AccountQuery(), cancellation).ConfigureAwait(false))
            {
                _accounts = page;
                break;
            }

            return StepOutcome.Passed($"{_connection.MaskedKey} is accepted.");
        }
        catch (PostPressApiException failure) when (NotPermitted.Contains(failure.Id))
        {
            return StepOutcome.Passed($"{_connection.MaskedKey} is accepted, but may not list the accounts {Failures.Origin(failure)}.");
        }
        catch (PostPressApiException failure)
        {
            return StepOutcome.Failed(failure);
        }
    }

    /// <summary>What the list says of the LinkedIn accounts, where none was given to be tested.</summary>
    public StepOutcome Accounts()
    {
        var accounts = _accounts.Where(account => LinkedIn.Equals(account.Type, StringComparison.OrdinalIgnoreCase)).ToList();
        var broken = accounts.Where(account => !IsOk(account)).ToList();
        var shown = string.Join(", ", broken.Take(ShownAccounts).Select(account => $"{account.Id} {account.Status}")) + (broken.Count > ShownAccounts ? ", …" : "");
        var list = $"The list has {accounts.Count} of LinkedIn, {accounts.Count - broken.Count} of them OK{(broken.Count > 0 ? $"; not OK: {shown}" : "")}.";
        return StepOutcome.Skipped(
            $"No account was given, so none was read. {list}",
            "Give -AccountId to test accounts, with one call each.");
    }

    /// <summary>Whether an account is OK, and one relation of it can be read.</summary>
    public async Task<StepOutcome> AccountAsync(string accountId, CancellationToken cancellation)
    {
        if (Local.MustWait(accountId))
        {
            return StepOutcome.Skipped("Another run has just called the account, and the pause after it is longer than this test waits.", "Run the command again later.");
        }

        var account = _accounts.FirstOrDefault(account => account.Id == accountId);
        var status = account is null ? "" : $"Status {account.Status}. ";
        try
        {
            var relations = await CountAsync(accountId, cancellation).ConfigureAwait(false);
            var read = relations > 0 ? "A relation was read." : "It has no relations.";
            return account is null || IsOk(account) ? StepOutcome.Passed(status + read) : StepOutcome.Failed($"{status}{Meaning(account)} {read}", LookAtIt);
        }
        catch (PostPressApiException failure)
        {
            var result = StepOutcome.Failed(failure);
            return result with { Detail = status + result.Detail };
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private async Task<int> CountAsync(string accountId, CancellationToken cancellation)
    {
        await foreach (var page in _client.ReadRelationsAsync(new RelationQuery { AccountId = accountId, PageSize = 1, First = 1 }, cancellation).ConfigureAwait(false))
        {
            return page.Relations.Count;
        }

        return 0;
    }

    // A status that nobody documented is no bad news; that a relation can be read says more.
    private static bool IsOk(PostPressAccount account) =>
        account.Status.Equals("OK", StringComparison.OrdinalIgnoreCase) || Meaning(account).Length == 0;

    private static string Meaning(PostPressAccount account) =>
        PostPressAccount.DocumentedStatuses.FirstOrDefault(status => status.Name.Equals(account.Status, StringComparison.OrdinalIgnoreCase)).Meaning ?? "";

    /// <summary>Passes requests on, and notes how far the clock of the server is ahead of ours, as its first answer shows it.</summary>
    private sealed class DatedHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
    {
        /// <summary>How far; <see langword="null"/> where no answer came, or none with a date.</summary>
        public TimeSpan? ServerAhead { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            ServerAhead ??= response.Headers.Date - clock.GetUtcNow();
            return response;
        }
    }
}
