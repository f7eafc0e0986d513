using System.Collections;

namespace PostPress.Client;

/// <summary>
/// What differs between two lists of relations, each account by itself. First those are found who have the same id in both lists: member id,
/// else the URN of the member, else that of the connection, else the public identifier; else the same content. Then, among who is left in
/// both, those who have one of the other ids in common: their id has changed, they are neither gone nor new.
/// </summary>
/// <remarks>
/// Who is new or changed comes in the order of the difference, then who is gone, in the order of the reference. Kept in memory are some 50
/// bytes a row of the reference, and whoever is new, gone or changed.
/// </remarks>
internal sealed class RelationComparison
{
    private readonly Func<IEnumerable<UserRelation>> _reference;
    private readonly bool _includePicture;
    private readonly ReferenceIndex _index;
    private readonly BitArray _isKept;
    private readonly HashSet<Fingerprint> _added = [];
    private readonly Dictionary<int, Change> _changed = [];

    // Who is new or changed, in the order of the difference.
    private readonly List<Change> _changes = [];
    private int _keptCount;

    /// <summary>Begins a comparison.</summary>
    /// <param name="reference">The list as it was. Read a second time where somebody is gone or changed; it has to be the same then.</param>
    /// <param name="includePicture">Whether another address of the picture is a change.</param>
    public RelationComparison(Func<IEnumerable<UserRelation>> reference, bool includePicture)
    {
        _reference = reference;
        _includePicture = includePicture;
        _index = new ReferenceIndex(includePicture);
        foreach (var relation in reference())
        {
            _index.Add(relation);
        }

        _isKept = new BitArray(_index.Count);
    }

    /// <summary>How many are in the list as it was; who stands there twice counts once.</summary>
    public int ReferenceCount => _index.Count;

    /// <summary>How many of the list as it is were taken; who stands there twice counts once.</summary>
    public int DifferenceCount => _keptCount + _added.Count;

    /// <summary>Compares two lists; the difference is read once.</summary>
    /// <exception cref="InvalidDataException">The reference was not the same the second time.</exception>
    public static IEnumerable<RelationDifference> Compare(Func<IEnumerable<UserRelation>> reference, IEnumerable<UserRelation> difference, bool includePicture)
    {
        var comparison = new RelationComparison(reference, includePicture);
        foreach (var relation in difference)
        {
            comparison.Add(relation);
        }

        return comparison.Finish();
    }

    /// <summary>Takes the next of the list as it is.</summary>
    public void Add(UserRelation relation)
    {
        var number = _index.NumberOf(relation, out var key);
        if (number < 0)
        {
            if (_added.Add(key))
            {
                _changes.Add(new Change(relation));
            }
        }
        else if (!_isKept[number])
        {
            _isKept[number] = true;
            _keptCount++;
            if (!_index.HasSameContent(number, relation))
            {
                _changes.Add(_changed[number] = new Change(relation));
            }
        }
    }

    /// <summary>The differences, when the list as it is has ended.</summary>
    /// <exception cref="InvalidDataException">The reference was not the same the second time.</exception>
    public IEnumerable<RelationDifference> Finish()
    {
        var goneCount = _index.Count - _keptCount;
        var gone = goneCount + _changed.Count > 0 ? ReadAgain() : [];
        if (gone.Count != goneCount || _changed.Values.Any(change => change.Previous is null))
        {
            throw new InvalidDataException("The reference changed while it was compared.");
        }

        return Differences(gone);
    }

    // The index knows no more than hashes: what they said who are gone or changed stands in the reference.
    private List<UserRelation> ReadAgain()
    {
        List<UserRelation> gone = [];
        foreach (var relation in _reference())
        {
            var number = _index.NumberOf(relation, out _);
            if (number < 0 || !_index.HasSameContent(number, relation))
            {
                // Somebody's second row.
                continue;
            }

            if (!_isKept[number])
            {
                _isKept[number] = true;
                gone.Add(relation);
            }
            else if (_changed.TryGetValue(number, out var change))
            {
                change.Previous ??= relation;
            }
        }

        return gone;
    }

    private IEnumerable<RelationDifference> Differences(List<UserRelation> gone)
    {
        var isGone = MatchById(gone);
        foreach (var change in _changes)
        {
            yield return change.Previous is null
                ? new RelationDifference(PostPressRelationChange.Added, change.Relation, Previous: null, ChangedProperty: [])
                : new RelationDifference(PostPressRelationChange.Changed, change.Relation, change.Previous, [.. RelationContent.Differences(change.Previous, change.Relation, _includePicture)]);
        }

        for (var number = 0; number < gone.Count; number++)
        {
            if (isGone[number])
            {
                yield return new RelationDifference(PostPressRelationChange.Removed, gone[number], Previous: null, ChangedProperty: []);
            }
        }
    }

    private BitArray MatchById(List<UserRelation> gone)
    {
        var isGone = new BitArray(gone.Count, defaultValue: true);
        var added = _changes.FindAll(change => change.Previous is null);
        var matches = IdMatch.Find(gone, added.ConvertAll(change => change.Relation));
        for (var number = 0; number < added.Count; number++)
        {
            if (matches[number] >= 0)
            {
                added[number].Previous = gone[matches[number]];
                isGone[matches[number]] = false;
            }
        }

        return isGone;
    }

    // Somebody who is new; or changed, once it is known from what.
    private sealed class Change(UserRelation relation)
    {
        public UserRelation Relation { get; } = relation;

        public UserRelation? Previous { get; set; }
    }
}

/// <summary>
/// Who is in the reference, numbered in its order, and what each says: 40 bytes a row or so, and no objects. Of someone who stands there
/// twice the first row counts.
/// </summary>
internal sealed class ReferenceIndex(bool includePicture)
{
    private readonly RelationKey _keys = new(includePicture);
    private readonly SeenRelations _seen = new();
    private readonly List<ulong> _contents = [];

    public int Count => _contents.Count;

    public void Add(UserRelation relation)
    {
        _seen.Add(_keys.Of(relation), out var isNew);
        if (isNew)
        {
            _contents.Add(RelationContent.HashOf(relation, includePicture));
        }
    }

    /// <summary>The number of who this is; -1 where the reference lacks them.</summary>
    public int NumberOf(UserRelation relation, out Fingerprint key) => _seen.NumberOf(key = _keys.Of(relation));

    /// <summary>Whether the content under the number is that of the relation.</summary>
    public bool HasSameContent(int number, UserRelation relation) => _contents[number] == RelationContent.HashOf(relation, includePicture);
}
