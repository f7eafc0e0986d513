namespace PostPress.Client;

/// <summary>
/// Exports relations to a file that appears whole and at once. After every page the rows are on the disk and then the journal says so;
/// the same export goes on from there after a failure, a kill or a power loss. An account that fails does not stop the others: the next
/// run reads only what is missing.
/// </summary>
public sealed class RelationExporter : IDisposable
{
    private readonly PostPressConnection _connection;
    private readonly ClientOptions _options;
    private readonly PostPressClient _client;

    /// <summary>Makes an exporter for one run.</summary>
    public RelationExporter(PostPressConnection connection, ClientOptions options)
        : this(new PostPressClient(connection, options), connection, options)
    {
    }

    /// <summary>Makes one that uses, and closes, a client.</summary>
    internal RelationExporter(PostPressClient client, PostPressConnection connection, ClientOptions options)
    {
        _connection = connection;
        _options = options;
        _client = client;
    }

    /// <summary>One for one of several files that are written at once: the same connections; what it does is counted here when it is closed.</summary>
    public RelationExporter ForOneOfSeveral() => new(_client.ForOneOfSeveral(), _connection, _options);

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics => _client.Statistics;

    /// <summary>Exports, or resumes.</summary>
    /// <exception cref="ExportFileException">The file can't be written or resumed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the same export resumes.</exception>
    public async Task<ExportOutcome> ExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        var files = new ExportFiles(request);
        try
        {
            files.CheckTarget();
            using var alone = files.Lock();
            return await ExportAsync(request, files, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    /// <summary>The same for one file of several: what is in its way is told by the outcome, because the other files are no worse for it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the same export resumes.</exception>
    public async Task<ExportOutcome> TryExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        var before = Statistics.Copy();
        var began = _options.Clock.GetTimestamp();
        try
        {
            return await ExportAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ExportFileException refusal)
        {
            var run = new AccountRun(before, Statistics.Copy(), ResumedFrom: 0, _options.Clock.GetElapsedTime(began), Failure: null);
            return new ExportOutcome([.. request.AccountIds.Select(id => Describe(request, run, new AccountProgress { Id = id }, refusal.Id))], [], refusal);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async Task<ExportOutcome> ExportAsync(ExportRequest request, ExportFiles files, CancellationToken cancellation)
    {
        List<AccountRun> runs = [];
        IReadOnlyList<AccountProgress> accounts;
        using (var session = ExportSession.Open(request, files, _connection.BaseUri, _options.Clock.GetUtcNow(), _options.Observer))
        {
            foreach (var account in session.Accounts)
            {
                runs.Add(await RunAccountAsync(session, request, account, cancellation).ConfigureAwait(false));
            }

            accounts = session.Accounts;
        }

        var isComplete = runs.All(run => run.Failure is null);
        var refusal = isComplete && !request.StaysUnfinished && RowGuard.TooFew(request, accounts) is { } few ? files.TooFewRows(few) : null;
        if (isComplete && refusal is null && !request.StaysUnfinished)
        {
            files.Finish();
        }

        var waits = !isComplete ? PostPressExport.Waiting : refusal is null ? null : PostPressExport.TooFewRows;
        return new ExportOutcome(
            [.. runs.Zip(accounts, (run, account) => Describe(request, run, account, waits))],
            [.. runs.Select(run => run.Failure).OfType<PostPressApiException>()],
            refusal);
    }

    private async Task<AccountRun> RunAccountAsync(ExportSession session, ExportRequest request, AccountProgress account, CancellationToken cancellation)
    {
        var before = Statistics.Copy();
        var began = _options.Clock.GetTimestamp();
        PostPressApiException? failure = null;
        try
        {
            if (account.Check is null)
            {
                await ReadAccountAsync(session, request, account, cancellation).ConfigureAwait(false);
            }
        }
        catch (PostPressApiException stopped)
        {
            failure = stopped;
        }

        return new AccountRun(before, Statistics.Copy(), session.ResumedFrom(account.Id), _options.Clock.GetElapsedTime(began), failure);
    }

    private async Task ReadAccountAsync(ExportSession session, ExportRequest request, AccountProgress account, CancellationToken cancellation)
    {
        var query = new RelationQuery
        {
            AccountId = account.Id,
            Filter = request.Filter,
            PageSize = request.PageSize,
            VerifyEveryPage = request.VerifyEveryPage,
            State = account.State,
            Known = session.ReadKnown(account.Id),
            ResumeAdvice = $"The same command resumes from here; {(request.StaysUnfinished ? "until then the file is as it was" : "the file appears when it is complete")}.",
        };
        try
        {
            await WritePagesAsync(session, query, cancellation).ConfigureAwait(false);
        }
        catch (PostPressApiException failure) when (IsRefusedCursor(failure, query))
        {
            // Cursors expire. What is there stays, and everyone else is added behind it.
            session.RestartAccount(account.Id);
            await WritePagesAsync(session, query with { State = null, Known = session.ReadKnown(account.Id) }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WritePagesAsync(ExportSession session, RelationQuery query, CancellationToken cancellation)
    {
        await foreach (var page in _client.ReadRelationsAsync(query, cancellation).ConfigureAwait(false))
        {
            session.Write(query.AccountId, page);
        }
    }

    private static bool IsRefusedCursor(PostPressApiException failure, RelationQuery query) =>
        query.State?.Cursor is { } cursor && failure.Cursor == cursor && RetryRules.IsRefusedCursor(failure);

    private static PostPressExport Describe(ExportRequest request, AccountRun run, AccountProgress account, string? waits) => new()
    {
        Path = request.Path,
        AccountId = account.Id,
        Status = run.Failure?.Id ?? waits ?? (account.Check!.Verified ? PostPressExport.Complete : PostPressExport.Unverified),
        Rows = account.Rows,
        ResumedFrom = run.ResumedFrom,
        Verified = account.Check?.Verified ?? false,
        UnverifiedReason = account.Check?.Reason,
        Added = account.Check?.Added ?? account.State?.Added ?? 0,
        Missed = account.Check?.Missed ?? account.State?.Missed ?? 0,
        DuplicatesDropped = run.After.DuplicatesDropped - run.Before.DuplicatesDropped,
        Calls = run.After.Calls - run.Before.Calls,
        Retries = run.After.Retries - run.Before.Retries,
        Duration = run.Duration,
    };

    private sealed record AccountRun(RunStatistics Before, RunStatistics After, long ResumedFrom, TimeSpan Duration, PostPressApiException? Failure);
}
