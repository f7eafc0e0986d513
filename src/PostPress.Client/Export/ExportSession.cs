namespace PostPress.Client;

/// <summary>An export between its first and its last page: the work file and the journal, always in step.</summary>
internal sealed class ExportSession : IDisposable
{
    private readonly ExportFiles _files;
    private readonly WorkFile _work;
    private readonly IRelationFormatter _formatter;
    private readonly Action<RunEvent>? _observer;
    private JournalEntry _journal;
    private long _page;

    private ExportSession(ExportFiles files, ExportRequest request, JournalEntry journal, Action<RunEvent>? observer)
    {
        _files = files;
        _journal = journal;
        _observer = observer;
        _formatter = request.Format == ExportFormat.Csv ? new CsvFormatter(request.ByteOrderMark, request.SpreadsheetSafe) : new JsonLinesFormatter();
        _work = new WorkFile(files.Work);
    }

    /// <summary>The account to read now; <see langword="null"/> when all are done.</summary>
    public string? CurrentAccount => _journal.Account < _journal.AccountIds.Count ? _journal.AccountIds[_journal.Account] : null;

    /// <summary>Where to go on in it.</summary>
    public ReadState? State => _journal.State;

    public long Rows => _journal.Rows;

    public long ResumedFrom { get; private set; }

    /// <summary>Resumes what is there, or begins.</summary>
    /// <exception cref="ExportFileException">What is there is of another export.</exception>
    public static ExportSession Open(ExportRequest request, ExportFiles files, Uri baseUri, Action<RunEvent>? observer)
    {
        var state = files.Journal.Read(out var journal);
        if (request.Restart)
        {
            return Begin(request, files, baseUri, observer);
        }

        if (journal is not null && File.Exists(files.Work))
        {
            return Resume(request, files, baseUri, journal, observer);
        }

        if (state == Journal.State.Damaged)
        {
            observer?.Invoke(new ExportRestarted(request.Path, "its journal is damaged"));
        }

        return Begin(request, files, baseUri, observer);
    }

    /// <summary>Writes a page, has it on the disk, and only then has the journal say so.</summary>
    public void Write(RelationPage page)
    {
        _work.Append(_formatter.Format(page.Relations));
        _work.FlushToDisk();
        var account = CurrentAccount!;
        var journal = _journal with { State = page.Check is null ? page.State : null, Rows = _journal.Rows + page.Relations.Count, Bytes = _work.Length, Hash = _work.Hash };
        _journal = page.Check is not null ? journal with { Account = _journal.Account + 1, AccountRestarted = false } : journal;
        _files.Journal.Write(_journal);
        _observer?.Invoke(new PageWritten(account, ++_page, _journal.Rows));
    }

    /// <summary>The server no longer takes the cursor: the account is read from its beginning, for those who are not there yet.</summary>
    public void RestartAccount()
    {
        _journal = _journal with { State = null, AccountRestarted = true };
        _files.Journal.Write(_journal);
    }

    /// <summary>Those of the current account who are in the work file and could come again.</summary>
    public IEnumerable<UserRelation> ReadKnown()
    {
        if (_journal.State is null && !_journal.AccountRestarted)
        {
            yield break;
        }

        var account = CurrentAccount;
        using var written = _work.OpenRead();
        foreach (var relation in _formatter.ReadRelations(written).Where(relation => relation.AccountId == account))
        {
            yield return relation;
        }
    }

    public void Dispose()
    {
        _work.Dispose();
        (_formatter as IDisposable)?.Dispose();
        _files.DropWorkOfNoPage();
    }

    private static ExportSession Resume(ExportRequest request, ExportFiles files, Uri baseUri, JournalEntry journal, Action<RunEvent>? observer)
    {
        var differences = journal.Differences(JournalEntry.Begin(request, baseUri)).ToList();
        if (differences.Count > 0)
        {
            throw files.OtherExport(differences);
        }

        var session = new ExportSession(files, request, journal, observer);
        if (session._work.TryResume(journal.Bytes, journal.Hash))
        {
            session.ResumedFrom = journal.Rows;
            observer?.Invoke(new ExportResumed(request.Path, journal.Rows));
            return session;
        }

        session.Dispose();
        observer?.Invoke(new ExportRestarted(request.Path, "its work file is damaged"));
        return Begin(request, files, baseUri, observer);
    }

    private static ExportSession Begin(ExportRequest request, ExportFiles files, Uri baseUri, Action<RunEvent>? observer)
    {
        // First the journal: a work file without one counts for nothing, but not the other way round.
        files.Journal.Delete();
        var session = new ExportSession(files, request, JournalEntry.Begin(request, baseUri), observer);
        session._work.Begin(session._formatter.Preamble);
        return session;
    }
}
