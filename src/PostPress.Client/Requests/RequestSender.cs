using Polly;
using Polly.Retry;

namespace PostPress.Client;

/// <summary>
/// Sends the request for a page when the key and the account's ledger allow it, and again as the retry rules allow. Nothing of a failed page has
/// been handed on, so no relation comes twice.
/// </summary>
internal sealed class RequestSender
{
    private readonly HttpRequester _requester;
    private readonly RetryRules _rules;
    private readonly RunStatistics _statistics;
    private readonly ClientOptions _options;
    private readonly LedgerGate? _gate;
    private readonly RetryBudget _budget;
    private readonly KeyPause _keyPause;
    private readonly ConnectionSettings _settings;
    private readonly ResiliencePipeline _retries;

    private static readonly ResiliencePropertyKey<PageRequest> CurrentRequest = new("PostPress.Request");

    public RequestSender(HttpRequester requester, LedgerGate? gate, RetryBudget budget, KeyPause keyPause, ConnectionSettings settings, RunStatistics statistics, ClientOptions options)
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

    /// <summary>Sends the request for a page, and reads the response.</summary>
    /// <exception cref="PostPressApiException">The last failure, when it is not transient or no retry is left.</exception>
    public async Task<ApiPage<TItem>> SendAsync<TItem>(Endpoint<TItem> endpoint, PageRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await SendWithRetriesAsync(endpoint, request, cancellation).ConfigureAwait(false);
            }
            catch (PostPressApiException failure) when (RetryRules.IsRefusedSize(failure) && request.Limit > AdaptivePageSize.Minimum)
            {
                // Not a failure of the server: it says what it wants. At most six halvings lead from 1000 to the minimum.
                request.Size.Refuse(request.Limit);
                Announce(request, failure, attempt: 1, TimeSpan.Zero);
            }
        }
    }

    private async Task<ApiPage<TItem>> SendWithRetriesAsync<TItem>(Endpoint<TItem> endpoint, PageRequest request, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        context.Properties.Set(CurrentRequest, request);
        try
        {
            var page = await _retries.ExecuteAsync(
                static async (context, sent) => await sent.Sender.SendOnceAsync(sent.Endpoint, sent.Request, context.CancellationToken).ConfigureAwait(false),
                context,
                (Sender: this, Endpoint: endpoint, Request: request)).ConfigureAwait(false);
            _budget.PageCame();
            request.Size.Succeed();
            return page;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<ApiPage<TItem>> SendOnceAsync<TItem>(Endpoint<TItem> endpoint, PageRequest request, CancellationToken cancellation)
    {
        await WaitForKeyAsync(request, cancellation).ConfigureAwait(false);
        // Only what is read from LinkedIn itself counts for an account.
        var answer = _gate is null || !endpoint.ReadsLinkedIn
            ? RequestAsync(endpoint, request, cancellation)
            : _gate.SendAsync(new AccountCall(request.AccountId, request.Page, request.Pause, endpoint.IsWholeList), () => RequestAsync(endpoint, request, cancellation), cancellation);
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (PostPressApiException failure) when (failure is { Status: 429, Kind: FailureKind.Api })
        {
            // One that no provider can mean would hide the waits of the other accounts, which are to be kept.
            var wait = failure.RetryAfter > Failures.LongestRetryAfter ? null : failure.RetryAfter;
            _keyPause.Tell(request.AccountId, wait ?? TimeSpan.FromSeconds(_settings.RetryIntervalSec));
            throw;
        }
    }

    private async Task WaitForKeyAsync(PageRequest request, CancellationToken cancellation)
    {
        // A wait that nobody would sit through is left to the server to say.
        while (_keyPause.Left is var wait && wait > TimeSpan.Zero && wait.TotalSeconds <= _settings.MaximumRetryWaitSec)
        {
            _options.Observer?.Invoke(new CallDelayed(request.AccountId, request.Page, wait, CallDelay.KeyLimit));
            _statistics.Waited += wait;
            await _options.WaitAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    private Task<ApiPage<TItem>> RequestAsync<TItem>(Endpoint<TItem> endpoint, PageRequest request, CancellationToken cancellation)
    {
        _statistics.Calls++;
        _options.Observer?.Invoke(new PageRequested(request.AccountId, request.Page, request.Limit));
        return _requester.RequestAsync(endpoint, request.Cursor, request.Limit, cancellation);
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

        var request = context.Properties.GetValue(CurrentRequest, null!);
        _options.Observer?.Invoke(RunNotice.RetryBudgetSpent(request.AccountId, request.Page, _budget.Most));
        return false;
    }

    private ValueTask Retrying(OnRetryArguments<object> retry)
    {
        var failure = (PostPressApiException)retry.Outcome.Exception!;
        var request = retry.Context.Properties.GetValue(CurrentRequest, null!);
        if (RetryRules.IsTimeout(failure))
        {
            request.Size.Shrink(request.Limit);
        }

        _statistics.Waited += retry.RetryDelay;
        Announce(request, failure, retry.AttemptNumber + 1, retry.RetryDelay);
        return default;
    }

    private void Announce(PageRequest request, PostPressApiException failure, int attempt, TimeSpan delay)
    {
        _statistics.Retries++;
        _options.Observer?.Invoke(new RetryPlanned(request.AccountId, request.Page, attempt, failure, delay, request.Limit));
    }
}

/// <summary>A page to request.</summary>
/// <param name="AccountId">The account that is read; empty where it is all of them.</param>
/// <param name="Page">The page's number in its reading, from 1.</param>
/// <param name="Cursor">Its cursor; <see langword="null"/> for the first page.</param>
/// <param name="Needed">How many items the rest of the run needs.</param>
/// <param name="Size">How large the pages of this run may be now.</param>
/// <param name="Pause">The pause that is due before the page, also after a call of another process.</param>
internal sealed record PageRequest(string AccountId, long Page, string? Cursor, long Needed, AdaptivePageSize Size, TimeSpan Pause)
{
    /// <summary>The page size to request now.</summary>
    public int Limit => Size.Limit(Needed);
}
