using Polly;
using Polly.Retry;

namespace PostPress.Client;

/// <summary>Gets one page, with retries as the rules allow. Nothing of a failed page has been handed on, so no relation comes twice.</summary>
internal sealed class PageFetcher
{
    private readonly PageRequester _requester;
    private readonly RetryRules _rules;
    private readonly RunStatistics _statistics;
    private readonly ClientOptions _options;
    private readonly LedgerGate? _gate;
    private readonly RetryBudget _budget;
    private readonly KeyPause _keyPause;
    private readonly ConnectionSettings _settings;
    private readonly ResiliencePipeline _retries;

    private static readonly ResiliencePropertyKey<Fetch> CurrentFetch = new("PostPress.Fetch");

    public PageFetcher(PageRequester requester, LedgerGate? gate, RetryBudget budget, KeyPause keyPause, ConnectionSettings settings, RunStatistics statistics, ClientOptions options)
    {
        _requester = requester;
        _gate = gate;
        _rules = new RetryRules(settings, options.Random);
        _statistics = statistics;
        _options = options;
        _budget = budget;
        _keyPause = keyPause;
        _settings = settings;
        _retries = BuildRetries(settings.MaximumRetryCount);
    }

    /// <summary>Gets a page.</summary>
    /// <exception cref="PostPressApiException">The last failure, when it is not transient or no retry is left.</exception>
    public async Task<TPage> FetchAsync<TPage>(Fetch<TPage> fetch, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await FetchWithRetriesAsync(fetch, cancellation).ConfigureAwait(false);
            }
            catch (PostPressApiException failure) when (RetryRules.IsRefusedSize(failure) && fetch.Limit > PageSize.Minimum)
            {
                // Not a failure of the server: it says what it wants. At most six halvings lead from 1000 to the minimum.
                fetch.Size.Refuse(fetch.Limit);
                Announce(fetch, failure, attempt: 1, TimeSpan.Zero);
            }
        }
    }

    private async Task<TPage> FetchWithRetriesAsync<TPage>(Fetch<TPage> fetch, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        context.Properties.Set(CurrentFetch, fetch);
        try
        {
            var page = await _retries.ExecuteAsync(
                static async (context, asked) => await asked.Fetcher.AskAsync(asked.Fetch, context.CancellationToken).ConfigureAwait(false),
                context,
                (Fetcher: this, Fetch: fetch)).ConfigureAwait(false);
            _budget.PageCame();
            fetch.Size.Succeed();
            return page;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<TPage> AskAsync<TPage>(Fetch<TPage> fetch, CancellationToken cancellation)
    {
        await WaitForKeyAsync(fetch, cancellation).ConfigureAwait(false);
        // Only what is read from LinkedIn itself counts for an account.
        var answer = _gate is null || !fetch.Endpoint.ReadsLinkedIn
            ? RequestAsync(fetch, cancellation)
            : _gate.SendAsync(new AccountCall(fetch.AccountId, fetch.Page, fetch.Pause, fetch.Endpoint.IsWholeList), () => RequestAsync(fetch, cancellation), cancellation);
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (PostPressApiException failure) when (failure is { Status: 429, Kind: FailureKind.Api })
        {
            _keyPause.Tell(fetch.AccountId, failure.RetryAfter ?? TimeSpan.FromSeconds(_settings.RetryIntervalSec));
            throw;
        }
    }

    private async Task WaitForKeyAsync(Fetch fetch, CancellationToken cancellation)
    {
        // A wait that nobody would sit through is left to the server to say.
        while (_keyPause.Left is var wait && wait > TimeSpan.Zero && wait.TotalSeconds <= _settings.MaximumRetryWaitSec)
        {
            _options.Observer?.Invoke(new KeyHeldBack(fetch.AccountId, fetch.Page, wait));
            _statistics.Waited += wait;
            await _options.WaitAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    private Task<TPage> RequestAsync<TPage>(Fetch<TPage> fetch, CancellationToken cancellation)
    {
        _statistics.Calls++;
        _options.Observer?.Invoke(new PageRequested(fetch.AccountId, fetch.Page, fetch.Limit));
        return _requester.RequestAsync(fetch.Endpoint, fetch.Cursor, fetch.Limit, cancellation);
    }

    private ResiliencePipeline BuildRetries(int maximum)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _options.Clock };
        if (maximum > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = maximum,
                ShouldHandle = outcome => new(outcome.Outcome.Exception is PostPressApiException failure && _rules.CanRetry(failure)
                    && outcome.AttemptNumber < maximum && TrySpend(outcome.Context)),
                DelayGenerator = retry => new(_rules.Delay(retry.AttemptNumber, (PostPressApiException)retry.Outcome.Exception!)),
                OnRetry = Retrying,
            });
        }

        return builder.Build();
    }

    private bool TrySpend(ResilienceContext context)
    {
        if (_budget.TrySpend())
        {
            return true;
        }

        var fetch = context.Properties.GetValue(CurrentFetch, null!);
        _options.Observer?.Invoke(new RetryBudgetSpent(fetch.AccountId, fetch.Page, _budget.Most));
        return false;
    }

    private ValueTask Retrying(OnRetryArguments<object> retry)
    {
        var failure = (PostPressApiException)retry.Outcome.Exception!;
        var fetch = retry.Context.Properties.GetValue(CurrentFetch, null!);
        if (RetryRules.IsTimeout(failure))
        {
            fetch.Size.Shrink(fetch.Limit);
        }

        _statistics.Waited += retry.RetryDelay;
        Announce(fetch, failure, retry.AttemptNumber + 1, retry.RetryDelay);
        return default;
    }

    private void Announce(Fetch fetch, PostPressApiException failure, int attempt, TimeSpan delay)
    {
        _statistics.Retries++;
        _options.Observer?.Invoke(new RetryPlanned(fetch.AccountId, fetch.Page, attempt, failure, delay, fetch.Limit));
    }
}

/// <summary>A page to get: its number, how many at the most, and how large the pages of this run may be now.</summary>
internal abstract record Fetch(string AccountId, long Page, long Needed, PageSize Size)
{
    /// <summary>The pause that is due before the page, also after a call of another process.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The page size to ask for at this moment.</summary>
    public int Limit => Size.Limit(Needed);
}

/// <summary>A page to get, with where it comes from.</summary>
internal sealed record Fetch<TPage>(Endpoint<TPage> Endpoint, long Page, string? Cursor, long Needed, PageSize Size)
    : Fetch(Endpoint.AccountId, Page, Needed, Size);
