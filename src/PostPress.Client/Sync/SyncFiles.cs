namespace PostPress.Client;

/// <summary>
/// The files of one sync: the target, beside it the state, and for a moment the next target. The state names the hash of the target that
/// belongs to it and is replaced first: what a crash leaves between the two is finished by the next run.
/// </summary>
internal sealed class SyncFiles
{
    private readonly ExportRequest _request;
    private readonly ExportFiles _export;
    private readonly string _target;
    private readonly string _state;
    private readonly string _next;

    // Which file has the relations: the target, or what is yet to be put in its place.
    private string _current;

    public SyncFiles(ExportRequest request)
    {
        _request = request;
        _export = new ExportFiles(request, task: "Sync");
        _target = TargetFile.Resolve(request.Path);
        _state = _target + ".postpress-sync";
        _next = _target + ".postpress-next";
        _current = _target;
        State = new StateFile<SyncState>(_state, SyncStateContext.Default.SyncState, state => state.Version == SyncState.CurrentVersion);
    }

    public StateFile<SyncState> State { get; }

    public bool TargetExists => File.Exists(_target);

    /// <summary>Looks whether the target can be written, before a call is spent.</summary>
    public void CheckTarget()
    {
        var fullReads = _request.AccountIds.Select(id => new ExportFiles(_request with { Path = FullReadOf(id) })).SelectMany(files => files.OwnNames);
        _export.CheckTarget([_state, _state + "~", _next, .. fullReads]);
    }

    /// <summary>Keeps other processes away, those that export to the target too.</summary>
    public IDisposable Lock() => _export.Lock();

    /// <summary>What an exception of the file system means.</summary>
    public ExportFileException Explain(Exception exception) => _export.Explain(exception);

    /// <summary>Why the list of an account may not be put in place: it has far fewer people than the file.</summary>
    public ExportFileException? FindRefusal(string accountId, long people) => _export.FindRefusal([new AccountProgress { Id = accountId, Rows = people }]);

    /// <summary>Finishes, or takes back, what an earlier run was about to do when it ended; where nothing may be written, it is only seen.</summary>
    public void Recover(SyncState? state, bool readOnly)
    {
        // Whatever someone has put in the target's place since the last sync is looked at before it is replaced.
        if (state is null || !IsTargetOf(state))
        {
            _export.CheckContent();
        }

        if (!File.Exists(_next))
        {
            return;
        }

        var isCommitted = state is not null && Hash(_next) == state.FileHash && !IsTargetOf(state);
        if (readOnly)
        {
            _current = isCommitted ? _next : _target;
        }
        else if (isCommitted)
        {
            PutInPlace();
        }
        else
        {
            File.Delete(_next);
        }
    }

    /// <summary>The hash of the target as it is now; <see langword="null"/> where there is none.</summary>
    public string? HashOfTarget() => Hash(_current);

    /// <summary>Someone has changed the target since the sync opened it.</summary>
    public ExportFileException TargetChanged() => _export.TargetChanged();

    /// <summary>Whether the target is the one that belongs to a state, byte for byte.</summary>
    public bool IsTargetOf(SyncState state) => Hash(_current) == state.FileHash;

    /// <summary>The relations in the target; empty where there is none.</summary>
    /// <exception cref="ExportFileException">It is something else, or becomes so from a line on.</exception>
    public IEnumerable<UserRelation> ReadTarget(SyncState state) => RelationFile.ReadOwn(_current, state.SpreadsheetSafe);

    /// <summary>Has the state and the target on the disk that belong together.</summary>
    public SyncState Commit(SyncState state, IEnumerable<UserRelation> rows)
    {
        var committed = state with { FileHash = WriteNext(rows) };
        State.Write(committed);
        PutInPlace();
        return committed;
    }

    /// <summary>Where the full read of an account is collected; it resumes after a failure.</summary>
    public string FullReadOf(string accountId) => $"{_target}.{AccountFileName.Of(accountId)}.postpress-full";

    private string WriteNext(IEnumerable<UserRelation> rows)
    {
        using var formatter = _request.FileFormat.CreateFormatter();
        using var file = new WorkFile(_next);
        file.Begin(formatter.Preamble);
        foreach (var part in formatter.FormatAll(rows))
        {
            file.Append(part);
        }

        file.FlushToDisk();
        return file.Hash;
    }

    private void PutInPlace() => Replacement.MoveKeepingAccess(_next, _target, evenReadOnly: _request.Force);

    private static string? Hash(string path)
    {
        try
        {
            using var file = OpenRead(path);
            var hash = new ContentHash();
            hash.TryAppend(file, file.Length);
            return hash.Current;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
