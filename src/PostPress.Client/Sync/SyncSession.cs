namespace PostPress.Client;

/// <summary>A file between the beginning and the end of its sync: what is remembered of it, what was in it, and what comes of that.</summary>
internal sealed class SyncSession : IDisposable
{
    private readonly SyncFiles _files;
    private readonly SyncRequest _request;
    private readonly IDisposable _lock;
    private readonly Dictionary<string, IReadOnlyList<UserRelation>> _updated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RememberedList> _remembered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<UserRelation>> _kept = new(StringComparer.Ordinal);
    private readonly List<PendingChange> _changes = [];
    private Dictionary<string, List<UserRelation>>? _rows;
    private SyncState _state;

    // What is on the disk, as far as it is of use.
    private SyncState? _stored;
    private bool _mustWrite;

    // The target as it was when the sync opened it: what someone does to it meanwhile must not be lost.
    private readonly string? _hashAtOpen;

    private SyncSession(SyncFiles files, SyncRequest request, IDisposable alone, Uri baseUri)
    {
        _files = files;
        _request = request;
        _lock = alone;
        var beginning = SyncState.Begin(request.File, baseUri);
        Found = files.State.Read(out var state);
        _stored = state;
        files.Recover(state, request.ReadOnly);
        IsOtherList = state is not null && !state.IsOfSameList(beginning);
        _state = state is null ? beginning : IsOtherList ? beginning with { Pending = state.Pending, Instance = state.Instance, Number = state.Number } : state;
        _hashAtOpen = files.HashOfTarget();
        IsTrusted = state is not null && !IsOtherList && _hashAtOpen == state.FileHash;
        _mustWrite = !IsTrusted || _state.For(request.File) != _state;
        if (!IsTrusted)
        {
            // What is in the file counts for nothing until every account of it was read whole.
            _state = _state with { Accounts = [.. _state.Accounts.Select(account => account with { FullReadAt = null })] };
        }
    }

    /// <summary>What was found where the state would be.</summary>
    public StateFileCondition Found { get; }

    /// <summary>Whether the kept list is of another address or filter.</summary>
    public bool IsOtherList { get; }

    /// <summary>Whether the file is as the last sync left it.</summary>
    public bool IsTrusted { get; }

    /// <summary>Whether there is a file.</summary>
    public bool HasFile => _files.TargetExists;

    /// <summary>Changes that an earlier run could not deliver.</summary>
    public IReadOnlyList<PendingChange> Undelivered => _state.Pending;

    /// <summary>Opens a file for a sync, and keeps others away from it.</summary>
    public static SyncSession Open(SyncFiles files, SyncRequest request, Uri baseUri)
    {
        var alone = files.Lock();
        try
        {
            return new SyncSession(files, request, alone, baseUri);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Whether nothing speaks of a sync or an export before this one: an account that is not remembered is a new one then.</summary>
    public bool IsFirst => Found == StateFileCondition.Sound ? !IsOtherList : Found == StateFileCondition.Absent && !HasFile;

    /// <summary>What is remembered of an account; <see langword="null"/> where it was never read.</summary>
    public SyncAccount? Find(string accountId) => _state.Find(accountId);

    /// <summary>Who was in the list of an account.</summary>
    public RememberedList Remembered(string accountId)
    {
        if (!_remembered.TryGetValue(accountId, out var list))
        {
            _remembered[accountId] = list = RememberedList.Read(Find(accountId)?.People ?? "");
        }

        return list;
    }

    /// <summary>The relations of an account that are in the file as a sync has written them: those that somebody has changed there are left out.</summary>
    public IReadOnlyList<UserRelation> Kept(string accountId)
    {
        if (!_kept.TryGetValue(accountId, out var kept))
        {
            _kept[accountId] = kept = Rows().TryGetValue(accountId, out var rows) ? [.. rows.Where(Remembered(accountId).HasUnchanged)] : [];
        }

        return kept;
    }

    /// <summary>Takes in the list of an account as it is now.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="update">Its list, and what is different.</param>
    /// <param name="check">How the list was found to be; <see langword="null"/> where it was not read whole.</param>
    /// <param name="now">The time.</param>
    /// <param name="untold">How many are gone or different of those whose rows somebody has changed or lost: what they were is not known.</param>
    /// <returns>The differences that are told.</returns>
    public IReadOnlyList<RelationDifference> Take(string accountId, ListUpdate update, ListCheck? check, DateTimeOffset now, out long untold)
    {
        untold = 0;
        var before = Find(accountId);
        var told = update.Differences;
        if (update.Rows is { } rows)
        {
            var known = Remembered(accountId);
            var lost = new HashSet<Fingerprint>(known.Keys);
            lost.ExceptWith(Kept(accountId).Select(RememberedList.KeyOf));
            told = [.. told.Where(difference => difference.Change != PostPressRelationChange.Added || !lost.Contains(RememberedList.KeyOf(difference.Relation)))];
            untold = lost.Count - (lost.Count == 0 ? 0 : rows.Count(row => lost.Contains(RememberedList.KeyOf(row)) && known.HasUnchanged(row)));
        }

        var people = update.Rows is null ? before!.People : RememberedList.Write(update.Rows);
        _mustWrite |= people != before?.People;
        if (update.Rows is not null)
        {
            _updated[accountId] = update.Rows;
            _remembered.Remove(accountId);
        }

        _changes.AddRange(told.Select(difference => Describe(difference, accountId, now)));
        _state = _state.With(new SyncAccount
        {
            Id = accountId,
            People = people,
            ReadAt = now,
            FullReadAt = check is null ? before!.FullReadAt : now,
            VerifiedAt = check is { Verified: true } ? now : before?.VerifiedAt,
        });
        return told;
    }

    /// <summary>Has everything on the disk: the file, what is remembered, and the changes that nobody has taken yet.</summary>
    /// <returns>The changes, with those of earlier runs first.</returns>
    public IReadOnlyList<PostPressRelationChange> Commit()
    {
        _state = _state.For(_request.File) with { Pending = [.. _state.Pending, .. _changes], Number = _state.Number + (_changes.Count > 0 ? 1 : 0) };
        if (!_request.ReadOnly)
        {
            if (_mustWrite)
            {
                if (_files.HashOfTarget() != _hashAtOpen)
                {
                    throw _files.TargetChanged();
                }

                _state = _files.Commit(_state, AllRows());
            }
            else
            {
                _files.State.Write(_state);
            }

            _stored = _state;
        }

        return [.. _state.Pending.Select(change => change.ToChange())];
    }

    /// <summary>The changes were taken.</summary>
    public void Delivered()
    {
        if (_stored is { Pending.Count: > 0 } && !_request.ReadOnly)
        {
            _stored = _stored with { Pending = [] };
            _files.State.Write(_stored);
        }
    }

    public void Dispose() => _lock.Dispose();

    // The accounts in their order; those that were not read now as they are in the file.
    private IEnumerable<UserRelation> AllRows() =>
        _state.Accounts.SelectMany(account => _updated.TryGetValue(account.Id, out var updated) ? updated : Kept(account.Id));

    private Dictionary<string, List<UserRelation>> Rows()
    {
        if (_rows is null)
        {
            _rows = new(StringComparer.Ordinal);
            try
            {
                foreach (var row in _stored is null ? [] : _files.ReadTarget(_stored))
                {
                    var id = row.AccountId ?? "";
                    if (!_rows.TryGetValue(id, out var list))
                    {
                        _rows[id] = list = [];
                    }

                    list.Add(row);
                }
            }
            catch (ExportFileException exception) when (!IsTrusted && exception.Error == ExportFileError.Unreadable)
            {
                // Somebody has made something else of it. What came before the place that can't be read is checked row by row.
            }
        }

        return _rows;
    }

    private PendingChange Describe(RelationDifference difference, string accountId, DateTimeOffset now) => new()
    {
        Id = difference.CreateId($"{_state.Instance}/{_state.Number}"),
        AccountId = accountId,
        Change = difference.Change,
        Relation = difference.Relation,
        Previous = difference.Previous,
        ChangedProperty = difference.ChangedProperty,
        DetectedAt = now,
    };
}
