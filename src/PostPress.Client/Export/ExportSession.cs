namespace PostPress.Client;

/// <summary>
/// An export between its first and its last page: the work file, and the journal, which never says more than is on the disk. Used from two
/// threads, that which writes a page and that on which the next one comes.
/// </summary>
internal sealed class ExportSession : IDisposable
{
    // What a kill or a power loss may cost, to be read again. Flushing a page takes longer than writing it.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly object _oneAtATime = new();
    private readonly ExportFiles _files;
    private readonly WorkFile _work;
    private readonly RelationFormatter _formatter;
    private readonly TimeProvider _clock;
    private readonly Action<RunEvent>? _observer;
    private readonly IReadOnlyDictionary<string, long> _resumedFrom;
    private JournalEntry _journal;
    private long _page;
    private bool _isFlushed = true;
    private bool _flushFailed;
    private bool _isWaiting;
    private long? _flushedAt;

    private ExportSession(ExportFiles files, WorkFile work, RelationFormatter formatter, JournalEntry journal, ClientOptions options)
    {
        _files = files;
        _work = work;
        _formatter = formatter;
        _journal = journal;
        (_clock, _observer) = (options.Clock, options.Observer);
        _resumedFrom = journal.Accounts.ToDictionary(account => account.Id, account => account.Rows, StringComparer.Ordinal);
    }

    /// <summary>The accounts, in the order in which they are wanted.</summary>
    public IReadOnlyList<AccountProgress> Accounts => _journal.Accounts;

    public long ResumedFrom(string accountId) => _resumedFrom[accountId];

    /// <summary>Resumes what is there, or begins.</summary>
    /// <exception cref="ExportFileException">What is there is of another export.</exception>
    public static ExportSession Open(ExportRequest request, ExportFiles files, Uri baseUri, ClientOptions options)
    {
        var now = options.Clock.GetUtcNow();
        var wanted = JournalEntry.Begin(request, baseUri, now);
        var state = files.Journal.Read(out var journal);
        if (request.Restart)
        {
            return Begin(request, files, wanted, options);
        }

        if (journal is null || !File.Exists(files.Work))
        {
            return Restart(state == StateFileCondition.Damaged ? "its journal is damaged, or of another version" : null);
        }

        if (journal.Began < request.NotBefore)
        {
            return Restart(reason: null);
        }

        // One of a day to come is as little to be trusted: a clock was wrong.
        if ((now - journal.Began).Duration() > request.MaximumAge)
        {
            return Restart(FormattableString.Invariant($"it began {journal.Began.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and the maximum age is {request.MaximumAge.TotalHours:0.#} h"));
        }

        var differences = journal.Differences(wanted).ToList();
        if (differences.Count > 0)
        {
            throw files.OtherExport(differences);
        }

        if (request.StaysUnfinished)
        {
            // What an earlier run verified was the list of that time. The pages stand; two calls see who has come or gone since.
            journal = journal with { Accounts = [.. journal.Accounts.Select(account => account with { Check = null })] };
        }

        return Resume(request, files, wanted, journal, options) ?? Restart("its work file is damaged");

        ExportSession Restart(string? reason)
        {
            if (reason is not null)
            {
                options.Observer?.Invoke(RunNotice.ExportRestarted(request.Path, reason));
            }

            return Begin(request, files, wanted, options);
        }
    }

    /// <summary>Writes a page. It is flushed where that is due, and where the request of the next one is waiting already.</summary>
    public void Write(string accountId, RelationPage page)
    {
        lock (_oneAtATime)
        {
            _work.Append(_formatter.Format(page.Relations));
            var progress = Progress(accountId);
            Take(progress with { Checkpoint = page.Checkpoint, Check = page.Check, Rows = progress.Rows + page.Relations.Count });
            if (_isWaiting || _flushedAt is not { } last || _clock.GetElapsedTime(last) >= FlushInterval)
            {
                Flush();
            }

            _observer?.Invoke(new PageWritten(accountId, ++_page, _journal.Accounts.Sum(account => account.Rows)));
        }
    }

    /// <summary>Has on the disk what is written, and only then has the journal say so.</summary>
    public void Flush()
    {
        lock (_oneAtATime)
        {
            if (_isFlushed || _flushFailed)
            {
                return;
            }

            // Failed until it is done, and then for good: a system may report only once that rows are lost, and the next time that all is well.
            _flushFailed = true;
            _work.FlushToDisk();
            _journal = _journal with { Bytes = _work.Length, Hash = _work.Hash };
            _files.Journal.Write(_journal);
            (_isFlushed, _flushFailed, _flushedAt) = (true, false, _clock.GetTimestamp());
        }
    }

    /// <summary>Takes note of what happens, flushes before a wait, and tells the observer.</summary>
    public void Observe(RunEvent happened)
    {
        lock (_oneAtATime)
        {
            if (happened is CallDelayed or RetryPlanned)
            {
                _isWaiting = true;
                Flush();
            }
            else if (happened is PageRequested)
            {
                _isWaiting = false;
            }

            _observer?.Invoke(happened);
        }
    }

    /// <summary>The server no longer takes the cursor: the account is read from its beginning, for those who are not there yet.</summary>
    public void RestartAccount(string accountId)
    {
        Take(Progress(accountId) with { Checkpoint = null });
        Flush();
    }

    /// <summary>How far an account is.</summary>
    public AccountProgress Progress(string accountId) => _journal.Accounts.Single(account => account.Id == accountId);

    /// <summary>The relations of an account that are in the work file, in their order.</summary>
    public IEnumerable<UserRelation> ReadKnown(string accountId)
    {
        if (Progress(accountId).Rows == 0)
        {
            yield break;
        }

        using var written = _work.OpenRead();
        foreach (var relation in _formatter.ReadRelations(written).Where(relation => relation.AccountId == accountId))
        {
            yield return relation;
        }
    }

    public void Dispose()
    {
        _work.Dispose();
        _formatter.Dispose();
        _files.DropWorkOfNoPage();
    }

    // Null where the work file is not what the journal says.
    private static ExportSession? Resume(ExportRequest request, ExportFiles files, JournalEntry wanted, JournalEntry journal, ClientOptions options)
    {
        var work = new WorkFile(files.Work);
        if (!work.TryResume(journal.Bytes, journal.Hash))
        {
            work.Dispose();
            return null;
        }

        var rows = journal.Accounts.Sum(account => account.Rows);
        options.Observer?.Invoke(new ExportResumed(request.Path, rows));
        var dropped = journal.Accounts.Where(account => !request.AccountIds.Contains(account.Id, StringComparer.Ordinal)).ToList();
        var kept = wanted.Accounts.Select(account => journal.Accounts.FirstOrDefault(there => there.Id == account.Id) ?? account);
        var session = new ExportSession(files, work, request.FileFormat.CreateFormatter(), journal with { Accounts = [.. kept] }, options);
        // Rows of a version with other columns are written again under today's header.
        var isOtherHeader = !work.BeginsWith(session._formatter.Preamble);
        if (dropped.Count > 0)
        {
            options.Observer?.Invoke(RunNotice.AccountsDropped(request.Path, dropped.Select(account => account.Id)));
        }

        if (dropped.Count > 0 || isOtherHeader)
        {
            session.OrDispose(() => session.KeepOnlyWanted(isOtherHeader || dropped.Any(account => account.Rows > 0)));
        }

        return session;
    }

    private static ExportSession Begin(ExportRequest request, ExportFiles files, JournalEntry journal, ClientOptions options)
    {
        // First the journal: a work file without one counts for nothing, but not the other way round.
        files.Journal.Delete();
        var work = new WorkFile(files.Work);
        var session = new ExportSession(files, work, request.FileFormat.CreateFormatter(), journal, options);
        session.OrDispose(() => work.Begin(session._formatter.Preamble));
        return session;
    }

    // Until a session is handed out, nobody else closes its files.
    private void OrDispose(Action action)
    {
        try
        {
            action();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // A kill in here leaves a work file that is not what the journal says: the export restarts, and nothing wrong is put in place.
    private void KeepOnlyWanted(bool mustRewrite)
    {
        if (mustRewrite)
        {
            _work.Rewrite(_formatter.Preamble, FormatWanted);
        }

        _isFlushed = false;
        Flush();
    }

    private IEnumerable<ArraySegment<byte>> FormatWanted(Stream written) =>
        _formatter.FormatAll(_formatter.ReadRelations(written).Where(relation => _resumedFrom.ContainsKey(relation.AccountId ?? "")));

    private void Take(AccountProgress progress)
    {
        _journal = _journal.With(progress);
        _isFlushed = false;
    }
}
