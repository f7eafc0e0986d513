namespace PostPress.Client;

/// <summary>
/// Exports relations to a file that appears whole and at once. Until then the rows are in a work file, and a journal says how far it is; the
/// same export goes on from there after a failure, a kill or a power loss. An account that fails does not stop the others: the next run reads
/// only what is missing.
/// </summary>
/// <remarks>
/// Rows and then journal are flushed to the disk when a second has passed since the last time, before every wait (the pause between pages, a
/// retry, a call that is held back) and when an account ends, however it does. So with a pause every page is on the disk before the next is
/// asked for; without one a kill or a power loss costs the pages of a second at the most. All pages are wanted, so without a pause the next
/// one is asked for while this one is written. The observer is told one thing at a time, though from more than one thread.
/// </remarks>
public sealed class RelationExporter : IDisposable
{
    private readonly PostPressConnection _connection;
    private readonly ClientOptions _options;
    private ExportSession? _session;

    /// <summary>Makes an exporter for one run.</summary>
    public RelationExporter(PostPressConnection connection, ClientOptions options)
    {
        _connection = connection;
        _options = options;
        Client = new PostPressClient(connection, options with { Observer = Observe });
    }

    private RelationExporter(RelationExporter first)
    {
        _connection = first._connection;
        _options = first._options;
        Client = first.Client.CreateAccountScope(Observe);
    }

    /// <summary>One for one of several files that are written at once: the same connections; what it does is counted here when it is closed.</summary>
    public RelationExporter CreateAccountScope() => new(this);

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics => Client.Statistics;

    /// <summary>The client that it reads with, and closes.</summary>
    internal PostPressClient Client { get; }

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
            files.CheckContent();
            return await ExportAsync(request, files, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
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
            return new ExportOutcome([.. request.AccountIds.Select(id => Describe(request, new AccountProgress { Id = id }, refusal.Id, before, began))], [], refusal);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => Client.Dispose();

    private async Task<ExportOutcome> ExportAsync(ExportRequest request, ExportFiles files, CancellationToken cancellation)
    {
        List<(PostPressExport Export, PostPressApiException? Failure)> runs = [];
        IReadOnlyList<AccountProgress> accounts;
        using (var session = ExportSession.Open(request, files, _connection.BaseUri, _options))
        {
            _session = session;
            try
            {
                foreach (var account in session.Accounts)
                {
                    runs.Add(await RunAccountAsync(session, request, account, cancellation).ConfigureAwait(false));
                }
            }
            finally
            {
                _session = null;
            }

            accounts = session.Accounts;
        }

        var isComplete = runs.All(run => run.Failure is null);
        var refusal = isComplete && !request.StaysUnfinished ? files.FindRefusal(accounts) : null;
        if (isComplete && refusal is null && !request.StaysUnfinished)
        {
            files.Finish();
        }

        var waits = !isComplete ? PostPressExport.Waiting : refusal?.Id;
        return new ExportOutcome(
            [.. runs.Select(run => run.Failure is null && waits is not null ? run.Export with { Status = waits } : run.Export)],
            [.. runs.Select(run => run.Failure).OfType<PostPressApiException>()],
            refusal)
        { Accounts = accounts };
    }

    private async Task<(PostPressExport Export, PostPressApiException? Failure)> RunAccountAsync(ExportSession session, ExportRequest request, AccountProgress account, CancellationToken cancellation)
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
        finally
        {
            session.Flush();
        }

        var done = session.Progress(account.Id);
        var status = failure?.Id ?? (done.Check!.Verified ? PostPressExport.Complete : PostPressExport.Unverified);
        return (Describe(request, done, status, before, began) with { ResumedFrom = session.ResumedFrom(account.Id) }, failure);
    }

    private async Task ReadAccountAsync(ExportSession session, ExportRequest request, AccountProgress account, CancellationToken cancellation)
    {
        var query = new RelationQuery
        {
            AccountId = account.Id,
            Filter = request.Filter,
            PageSize = request.PageSize,
            VerifyEveryPage = request.VerifyEveryPage,
            Checkpoint = account.Checkpoint,
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
            await WritePagesAsync(session, query with { Checkpoint = null, Known = session.ReadKnown(account.Id) }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WritePagesAsync(ExportSession session, RelationQuery query, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Client.ReadRelationsAsync(query, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var ended = pages.ConfigureAwait(false);
        // One ahead at most. Where a pause comes before the next page, it begins when this one is on the disk.
        var isAhead = _connection.Settings.PageDelaySec <= 0;
        var next = NextAsync();
        try
        {
            while (await next.ConfigureAwait(false))
            {
                var page = pages.Current;
                if (isAhead)
                {
                    next = NextAsync();
                    session.Write(query.AccountId, page);
                }
                else
                {
                    session.Write(query.AccountId, page);
                    next = NextAsync();
                }
            }
        }
        finally
        {
            // A write that fails leaves no request in flight. This waits for its end, whatever that is, and never throws.
            stop.Cancel();
            await Task.WhenAny(next).ConfigureAwait(false);
        }

        Task<bool> NextAsync() => pages.MoveNextAsync().AsTask();
    }

    // What happens is told to the session first: before a wait it flushes.
    private void Observe(RunEvent happened)
    {
        if (_session is { } session)
        {
            session.Observe(happened);
        }
        else
        {
            _options.Observer?.Invoke(happened);
        }
    }

    private static bool IsRefusedCursor(PostPressApiException failure, RelationQuery query) =>
        query.Checkpoint?.Cursor is { } cursor && failure.Cursor == cursor && RetryRules.IsRefusedCursor(failure);

    private PostPressExport Describe(ExportRequest request, AccountProgress account, string status, RunStatistics before, long began) => new()
    {
        Path = request.Path,
        AccountId = account.Id,
        Status = status,
        Rows = account.Rows,
        ResumedFrom = 0,
        Verified = account.Check?.Verified ?? false,
        UnverifiedReason = account.Check?.Reason,
        Added = account.Check?.Added ?? account.Checkpoint?.Added ?? 0,
        Missed = account.Check?.Missed ?? account.Checkpoint?.Missed ?? 0,
        DuplicatesDropped = Statistics.DuplicatesDropped - before.DuplicatesDropped,
        Calls = Statistics.Calls - before.Calls,
        Retries = Statistics.Retries - before.Retries,
        Duration = _options.Clock.GetElapsedTime(began),
    };
}
