namespace PostPress.Client;

/// <summary>The files of one export, or of one sync: the target, and beside it work file, journal and lock. Says in the user's words what is in the way.</summary>
internal sealed class ExportFiles
{
    /// <summary>What the name of a journal ends with.</summary>
    public const string JournalSuffix = ".postpress-journal";

    private readonly ExportRequest _request;
    private readonly string _task;
    private readonly string _target;
    private readonly string _lock;
    private readonly string _journal;

    public ExportFiles(ExportRequest request, string task = "Export")
    {
        _request = request;
        _task = task;
        _target = TargetFile.Resolve(request.Path);
        _lock = _target + ".postpress-lock";
        _journal = _target + JournalSuffix;
        Work = _target + ".postpress-part";
        Journal = new StateFile<JournalEntry>(_journal, JournalContext.Default.JournalEntry, journal => journal.Version == JournalEntry.CurrentVersion);
    }

    public string Work { get; }

    /// <summary>How far the export is.</summary>
    public StateFile<JournalEntry> Journal { get; }

    /// <summary>Looks whether the target can be written, before a call is spent.</summary>
    public void CheckTarget()
    {
        switch (FileKinds.Of(_target))
        {
            case FileKind.Folder:
                throw Refuse(ExportFileError.IsDirectory, "It is a folder.", "Give the path of a file, e.g. one in this folder.");
            case FileKind.Link:
                throw Refuse(ExportFileError.NotARegularFile, "It is a link that can't be followed.", "Give the path of the file that is meant.");
            case FileKind.Special:
                throw Refuse(ExportFileError.NotARegularFile, "It is a device, a pipe or a socket.", "Give the path of a file.");
        }

        if (_request.NoClobber && File.Exists(_target))
        {
            throw Refuse(ExportFileError.TargetExists, "The file exists already.", "Choose another -Path, or leave out -NoClobber to replace it.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(_target)))
        {
            throw Refuse(ExportFileError.FolderNotFound, "The folder does not exist.", "Create it, or check -Path and that its drive is connected.");
        }

        // Looked at once: the file may go between two looks.
        if (!_request.Force && new FileInfo(_target) is { Exists: true, IsReadOnly: true })
        {
            throw Refuse(ExportFileError.NotPermitted, "The file is read-only.", "Use -Force to replace it all the same.");
        }

        CheckWorkFiles();
    }

    /// <summary>Looks whether our own names are free, or ours. Someone else may have put a link there, to have us write where it leads.</summary>
    public void CheckWorkFiles() => CheckOwn(Work, Work + "~", _journal, _journal + "~", _lock);

    /// <summary>The same for other names of ours.</summary>
    public void CheckOwn(params string[] paths)
    {
        foreach (var own in paths)
        {
            if (FileKinds.Of(own) is not (FileKind.None or FileKind.Regular))
            {
                throw Refuse(ExportFileError.NotARegularFile, $"'{own}' is in the way: it is a link, or no regular file.", "Find out who put it there and remove it, or choose another -Path.");
            }
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

    /// <summary>The finished file has far fewer rows than the one in place.</summary>
    public ExportFileException TooFewRows(string few) => Refuse(
        ExportFileError.TooFewRows,
        $"It has suspiciously few rows, so the file in place was left alone: {few}.",
        "Look at the account on LinkedIn. If the few are right, the same command with -Force puts the finished file in place without reading again; -MinimumRowPercent 0 switches this guard off.");

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

        var (error, message, action) = FileFailure.OfWriting(exception);
        return Refuse(error, message, action, exception);
    }

    private ExportFileException Refuse(ExportFileError error, string message, string action, Exception? cause = null)
    {
        var link = _target == _request.Path ? "" : $" (a link to '{_target}')";
        return new(error, _request.Path, $"{_task} to '{_request.Path}'{link}: {message}", action, cause);
    }
}
