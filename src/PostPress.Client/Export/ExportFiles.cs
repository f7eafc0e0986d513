namespace PostPress.Client;

/// <summary>The files of one export, or of one sync: the target, and beside it work file, journal and lock. Says in the user's words what is in the way.</summary>
internal sealed class ExportFiles
{
    /// <summary>What the name of a journal ends with.</summary>
    public const string JournalSuffix = ".postpress-journal";

    // As many as a message names.
    private const int MostColumns = 5;

    private readonly ExportRequest _request;
    private readonly string _task;
    private readonly string _target;
    private readonly string _lock;
    private readonly string _journal;

    // The longest of our names beside the target.
    private string _longest;

    public ExportFiles(ExportRequest request, string task = "Export")
    {
        _request = request;
        _task = task;
        _target = TargetFile.Resolve(request.Path);
        _lock = _target + ".postpress-lock";
        _journal = _target + JournalSuffix;
        Work = _target + ".postpress-part";
        _longest = _journal + "~";
        Journal = new StateFile<JournalEntry>(_journal, JournalContext.Default.JournalEntry, journal => journal.Version == JournalEntry.CurrentVersion);
    }

    public string Work { get; }

    /// <summary>How far the export is.</summary>
    public StateFile<JournalEntry> Journal { get; }

    /// <summary>All our names beside the target.</summary>
    public string[] OwnNames => [Work, Work + "~", _journal, _journal + "~", _lock];

    /// <summary>Looks whether the target can be written, before a call is spent.</summary>
    /// <param name="others">Names of ours beside those of every export; all of them begin with that of the target.</param>
    public void CheckTarget(params string[] others)
    {
        string[] own = [.. OwnNames, .. others];
        _longest = own.OrderByDescending(path => path.Length).First();
        if ((FileFailure.OfName(_target, _longest) ?? FindObstacle()) is { } failure)
        {
            throw Refuse(failure);
        }

        // Looked at once: the file may go between two looks.
        if (!_request.Force && new FileInfo(_target) is { Exists: true, IsReadOnly: true })
        {
            throw Refuse(ExportFileError.NotPermitted, "The file is read-only.", "Use -Force to replace it all the same.");
        }

        CheckOwn(own);
    }

    /// <summary>Looks whether our own names are free, or ours. Someone else may have put a link there, to have us write where it leads.</summary>
    public void CheckWorkFiles() => CheckOwn(OwnNames);

    /// <summary>
    /// The rows of each account in the file in place. One that is not a file of relations, or has more than a relation has, is never replaced: a
    /// typing error in -Path must not cost another file, nor an update the notes that a user added.
    /// </summary>
    public IReadOnlyDictionary<string, long> CheckContent()
    {
        try
        {
            using var file = RelationFile.OpenOwn(_target, _request.SpreadsheetSafe);
            var (rows, others) = file is null ? (new Dictionary<string, long>(), []) : file.Inspect();
            return others.Count == 0 ? rows : throw Refuse(
                ExportFileError.TargetIsNotARelationsFile,
                $"The file in place has {(others.Count == 1 ? "a column" : "columns")} that relations don't have, and would lose {(others.Count == 1 ? "it" : "them")}: {Describe(others)}.",
                "Choose another -Path, or remove the file; keep columns of your own in another file.");
        }
        catch (ExportFileException exception) when (exception.InnerException is InvalidDataException reason)
        {
            throw Refuse(
                ExportFileError.TargetIsNotARelationsFile,
                $"The file in place is not a file of relations, or is damaged, so it was not replaced. {reason.Message}",
                "Choose another -Path, or remove the file if you don't need it.",
                exception);
        }
    }

    /// <summary>Why the list that was read may not be put in place; <see langword="null"/> where it may.</summary>
    public ExportFileException? FindRefusal(IReadOnlyList<AccountProgress> accounts)
    {
        try
        {
            var before = CheckContent();
            // Which filter the file in place was made with is not known; a filtered list has few rows by right.
            var isGuarded = _request.MinimumRowPercent > 0 && !_request.Force && string.IsNullOrEmpty(_request.Filter);
            var few = accounts.Where(account => isGuarded && account.Rows * 100d < (double)_request.MinimumRowPercent * Before(account)).ToList();
            return few.Count == 0 ? null : TooFewRows(string.Join("; ", few.Select(account => FormattableString.Invariant(
                $"account '{account.Id}' has {account.Rows:N0} relations, and the file in place has {Before(account):N0}"))));

            long Before(AccountProgress account) => before.TryGetValue(account.Id, out var count) ? count : 0;
        }
        catch (ExportFileException refusal)
        {
            return refusal;
        }
    }

    /// <summary>Keeps other processes away from this target, and leaves nothing beside it.</summary>
    public IDisposable Lock() => FileLock.TryAcquire(_lock, isKept: false)
        ?? throw Refuse(ExportFileError.InUse, "Another process is writing this file.", "Wait until it is done, or choose another -Path.");

    /// <summary>Puts the finished work file in the target's place.</summary>
    public void Finish()
    {
        if (_request.NoClobber)
        {
            // Fails where the target has come up since the start.
            File.Move(Work, _target);
        }
        else
        {
            Replacement.MoveKeepingAccess(Work, _target, evenReadOnly: _request.Force);
        }

        Journal.Delete();
    }

    /// <summary>Takes a work file away that no journal speaks of: a run that fails before its first page leaves nothing behind.</summary>
    public void DropWorkOfNoPage()
    {
        if (Journal.Exists)
        {
            return;
        }

        try
        {
            File.Delete(Work);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It counts for nothing, and must not hide what went wrong before.
        }
    }

    /// <summary>An unfinished export of something else is in the way.</summary>
    public ExportFileException OtherExport(IEnumerable<string> differences) => Refuse(
        ExportFileError.OtherExport,
        $"An unfinished export to this file is of something else; it differs in {string.Join(" and in ", differences)}.",
        "Give the same parameters to finish it, choose another -Path, or use -Restart to throw it away.");

    /// <summary>Someone has changed the target while it was about to be replaced.</summary>
    public ExportFileException TargetChanged() => Refuse(
        ExportFileError.TargetChanged,
        "The file changed while the list was read, so it was not replaced.",
        "Run the command again: it compares the list with the file as it is now.");

    /// <summary>What an exception of the file system means.</summary>
    public ExportFileException Explain(Exception exception)
    {
        if (exception is ExportFileException known)
        {
            return known;
        }

        try
        {
            // What is in the target's place now says more than the exception does.
            return Refuse(FindObstacle() ?? FileFailure.OfWriting(exception, _longest), exception);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return Refuse(FileFailure.OfWriting(exception, _longest), exception);
        }
    }

    private (ExportFileError Error, string Message, string Action)? FindObstacle() =>
        FileFailure.OfPlace(_target) ?? (_request.NoClobber && File.Exists(_target)
            ? (ExportFileError.TargetExists, "The file exists already.", "Choose another -Path, or leave out -NoClobber to replace it.")
            : null);

    private void CheckOwn(IEnumerable<string> paths)
    {
        foreach (var own in paths)
        {
            if (FileKinds.Of(own) is not (FileKind.None or FileKind.Regular))
            {
                throw Refuse(ExportFileError.NotARegularFile, $"'{own}' is in the way: it is a link, or no regular file.", "Find out who put it there and remove it, or choose another -Path.");
            }
        }
    }

    // 2,500 people yesterday and 3 today are the provider's fault, and the good file stays.
    private ExportFileException TooFewRows(string few) => Refuse(
        ExportFileError.TooFewRows,
        $"It has suspiciously few rows, so the file in place was left alone: {few}.",
        "Look at the account on LinkedIn. If the few are right, the same command with -Force puts the finished file in place without reading again; -MinimumRowPercent 0 switches this guard off.");

    private static string Describe(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(MostColumns).Select(column => $"'{DisplayText.Clean(column)}'")) + (columns.Count > MostColumns ? FormattableString.Invariant($" and {columns.Count - MostColumns:N0} more") : "");

    private ExportFileException Refuse((ExportFileError Error, string Message, string Action) failure, Exception? cause = null) =>
        Refuse(failure.Error, failure.Message, failure.Action, cause);

    private ExportFileException Refuse(ExportFileError error, string message, string action, Exception? cause = null)
    {
        var link = _target == _request.Path ? "" : $" (a link to '{_target}')";
        return new(error, _request.Path, $"{_task} to '{_request.Path}'{link}: {message}", action, cause);
    }
}
