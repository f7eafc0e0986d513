namespace PostPress.Client;

/// <summary>
/// Keeps the list of an account in a file current. On most days the newest people are read, down to where they overlap the kept list: one call.
/// Now and then the whole list is read, because only that shows who is gone and who changed further down.
/// </summary>
public sealed class RelationSync : IDisposable
{
    private readonly PostPressConnection _connection;
    private readonly ClientOptions _options;
    private readonly RelationExporter _exporter;

    /// <summary>Makes a sync for one run.</summary>
    public RelationSync(PostPressConnection connection, ClientOptions options)
        : this(new RelationExporter(connection, options), connection, options)
    {
    }

    private RelationSync(RelationExporter exporter, PostPressConnection connection, ClientOptions options)
    {
        _connection = connection;
        _options = options;
        _exporter = exporter;
    }

    /// <summary>One for one of several files that are synced at once: the same connections; what it does is counted here when it is closed.</summary>
    public RelationSync CreateAccountScope() => new(_exporter.CreateAccountScope(), _connection, _options);

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics => _exporter.Statistics;

    /// <summary>Brings a file up to date.</summary>
    /// <exception cref="ExportFileException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the file and what is remembered are as before.</exception>
    public async Task<SyncOutcome> SyncAsync(SyncRequest request, CancellationToken cancellation)
    {
        var files = new SyncFiles(request.File);
        try
        {
            files.CheckTarget();
            var session = SyncSession.Open(files, request, _connection.BaseUri);
            try
            {
                return await SyncAsync(session, files, request, cancellation).ConfigureAwait(false);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    /// <summary>The same for one file of several: what is in its way is told by the outcome, because the other files are no worse for it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the file and what is remembered are as before.</exception>
    public async Task<SyncOutcome> TrySyncAsync(SyncRequest request, CancellationToken cancellation)
    {
        var before = Statistics.Copy();
        var began = _options.Clock.GetTimestamp();
        try
        {
            return await SyncAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ExportFileException refusal)
        {
            return SyncOutcome.Refused(
                refusal,
                [.. request.File.AccountIds.Select(id => Describe(new AccountRun(id, before, began) { Error = refusal, After = Statistics.Copy() }, session: null, request, undelivered: 0, waits: false))]);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _exporter.Dispose();

    private async Task<SyncOutcome> SyncAsync(SyncSession session, SyncFiles files, SyncRequest request, CancellationToken cancellation)
    {
        List<AccountRun> runs = [];
        foreach (var accountId in request.File.AccountIds)
        {
            runs.Add(await RunAccountAsync(session, files, request, accountId, cancellation).ConfigureAwait(false));
        }

        // A new file comes with all its accounts, or not at all: one without an account that failed would look whole.
        var waits = !session.IsTrusted && runs.Any(run => run.Error is not null && session.Kept(run.AccountId).Count == 0);
        var undelivered = session.Undelivered;
        var changes = waits ? [.. undelivered.Select(change => change.ToChange())] : session.Commit();
        if (!request.ReadOnly && !waits)
        {
            foreach (var run in runs.Where(run => run.UsedFullRead && run.Error is null))
            {
                UnfinishedExports.Remove(files.FullReadOf(run.AccountId));
            }
        }

        return new SyncOutcome(session, () => Deliver(session, files))
        {
            Changes = changes,
            Accounts = [.. runs.Select(run => Describe(run, session, request, undelivered.Count, waits))],
            Failures = [.. runs.Select(run => run.Error).OfType<PostPressApiException>()],
            Refusals = [.. runs.Select(run => run.Error).OfType<ExportFileException>()],
        };
    }

    private static void Deliver(SyncSession session, SyncFiles files)
    {
        try
        {
            session.Delivered();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    private async Task<AccountRun> RunAccountAsync(SyncSession session, SyncFiles files, SyncRequest request, string accountId, CancellationToken cancellation)
    {
        var run = new AccountRun(accountId, Statistics.Copy(), _options.Clock.GetTimestamp());
        try
        {
            var reader = new SyncReader(_exporter, session, files, request, _options);
            var (update, reading) = await reader.ReadAsync(accountId, cancellation).ConfigureAwait(false);
            run.Reading = reading;
            run.UsedFullRead = reader.UsedFullRead;
            if (reading.IsWhole && files.FindRefusal(accountId, reading.Relations.Count) is { } few)
            {
                run.Error = few;
            }
            else
            {
                run.Told = session.Take(accountId, update, reading.Check, _options.Clock.GetUtcNow(), out var untold);
                if (untold > 0)
                {
                    _options.Observer?.Invoke(RunNotice.ChangesNotReported(accountId, untold));
                }
            }
        }
        catch (PostPressApiException failure)
        {
            run.Error = failure;
        }
        catch (ExportFileException refusal)
        {
            run.Error = refusal;
        }

        run.After = Statistics.Copy();
        run.Duration = _options.Clock.GetElapsedTime(run.Began);
        return run;
    }

    private PostPressSync Describe(AccountRun run, SyncSession? session, SyncRequest request, int undelivered, bool waits)
    {
        var kept = session?.Find(run.AccountId);
        var check = run.Reading?.Check;
        return new()
        {
            Path = request.File.Path,
            AccountId = run.AccountId,
            Status = run.Error switch
            {
                PostPressApiException failure => failure.Id,
                ExportFileException refusal => refusal.Id,
                _ => waits ? PostPressExport.Waiting : check is { Verified: false } ? PostPressExport.Unverified : PostPressExport.Complete,
            },
            Read = run.Reading is null ? PostPressSync.NoRead : run.Reading.IsWhole ? PostPressSync.FullRead : PostPressSync.NewestRead,
            Reason = run.Reading?.Reason,
            Rows = kept is null ? 0 : session!.Remembered(run.AccountId).Count,
            Added = run.Count(PostPressRelationChange.Added),
            Removed = run.Count(PostPressRelationChange.Removed),
            Changed = run.Count(PostPressRelationChange.Changed),
            Confirmed = run.Reading?.Confirmed ?? 0,
            Missed = check?.Missed ?? 0,
            Repeated = undelivered,
            Calls = run.After.Calls - run.Before.Calls,
            Retries = run.After.Retries - run.Before.Retries,
            LastFullRead = kept?.VerifiedAt,
            NextFullRead = kept is null ? null : SyncReader.NextFullRead(kept, request.FullEvery),
            Duration = run.Duration,
        };
    }

    private sealed class AccountRun(string accountId, RunStatistics before, long began)
    {
        public string AccountId => accountId;

        public RunStatistics Before => before;

        public long Began => began;

        public RunStatistics After { get; set; } = new();

        public TimeSpan Duration { get; set; }

        public SyncReading? Reading { get; set; }

        public IReadOnlyList<RelationDifference> Told { get; set; } = [];

        public bool UsedFullRead { get; set; }

        public Exception? Error { get; set; }

        public long Count(string change) => Told.Count(difference => difference.Change == change);
    }
}
