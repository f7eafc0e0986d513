using System.Collections;

namespace PostPress.Client;

/// <summary>
/// What differs between two lists of relations, each account by itself. First those are found who have the same id in both lists: member id,
/// else the URN of the member, else that of the connection, else the public identifier; else the same content. Then, among who is left in
/// both, those who have one of the other ids in common: their id has changed, they are neither gone nor new.
/// </summary>
/// <remarks>
/// Who is new or changed comes in the order of the difference, then who is gone, in the order of the reference. Kept in memory are 33 bytes
/// a row of the reference, and whoever is new, gone or changed.
/// </remarks>
internal static class RelationComparison
{
    /// <summary>Compares.</summary>
    /// <param name="reference">The list as it was. Read a second time where somebody is gone or changed; it has to be the same then.</param>
    /// <param name="difference">The list as it is. Read once.</param>
    /// <param name="includePicture">Whether another address of the picture is a change.</param>
    /// <exception cref="InvalidDataException">The reference was not the same the second time.</exception>
    public static IEnumerable<RelationDifference> Compare(Func<IEnumerable<UserRelation>> reference, IEnumerable<UserRelation> difference, bool includePicture)
    {
        var index = new ReferenceIndex(includePicture);
        foreach (var relation in reference())
        {
            index.Add(relation);
        }

        var isKept = new BitArray(index.Count);
        List<Change> changes = [];
        Dictionary<int, Change> changed = [];
        var keptCount = CompareBySameId(index, difference, isKept, changes, changed);

        List<UserRelation> gone = [];
        var goneCount = index.Count - keptCount;
        if (goneCount + changed.Count > 0)
        {
            ReadAgain(reference(), index, isKept, changed, gone);
        }

        if (gone.Count != goneCount || changed.Values.Any(change => change.Previous is null))
        {
            throw new InvalidDataException("The reference changed while it was compared.");
        }

        return Differences(changes, gone, includePicture);
    }

    private static int CompareBySameId(ReferenceIndex index, IEnumerable<UserRelation> difference, BitArray isKept, List<Change> changes, Dictionary<int, Change> changed)
    {
        var keptCount = 0;
        HashSet<Fingerprint> added = [];
        foreach (var relation in difference)
        {
            var number = index.NumberOf(relation, out var key);
            if (number < 0)
            {
                if (added.Add(key))
                {
                    changes.Add(new Change(relation));
                }
            }
            else if (!isKept[number])
            {
                isKept[number] = true;
                keptCount++;
                if (!index.Says(number, relation))
                {
                    changes.Add(changed[number] = new Change(relation));
                }
            }
        }

        return keptCount;
    }

    // The index knows no more than hashes: what they said who are gone or changed stands in the reference.
    private static void ReadAgain(IEnumerable<UserRelation> reference, ReferenceIndex index, BitArray isKept, Dictionary<int, Change> changed, List<UserRelation> gone)
    {
        foreach (var relation in reference)
        {
            var number = index.NumberOf(relation, out _);
            if (number < 0 || !index.Says(number, relation))
            {
                // Somebody's second row.
                continue;
            }

            if (!isKept[number])
            {
                isKept[number] = true;
                gone.Add(relation);
            }
            else if (changed.TryGetValue(number, out var change))
            {
                change.Previous ??= relation;
            }
        }
    }

    private static IEnumerable<RelationDifference> Differences(List<Change> changes, List<UserRelation> gone, bool includePicture)
    {
        var added = changes.FindAll(change => change.Previous is null);
        var matches = OtherIds.Match(gone, added.ConvertAll(change => change.Relation));
        var isGone = new BitArray(gone.Count, defaultValue: true);
        for (var number = 0; number < added.Count; number++)
        {
            if (matches[number] >= 0)
            {
                added[number].Previous = gone[matches[number]];
                isGone[matches[number]] = false;
            }
        }

        foreach (var change in changes)
        {
            yield return change.Previous is null
                ? new RelationDifference(PostPressRelationChange.Added, change.Relation, Previous: null, ChangedProperty: [])
                : new RelationDifference(PostPressRelationChange.Changed, change.Relation, change.Previous, [.. RelationContent.Differences(change.Previous, change.Relation, includePicture)]);
        }

        for (var number = 0; number < gone.Count; number++)
        {
            if (isGone[number])
            {
                yield return new RelationDifference(PostPressRelationChange.Removed, gone[number], Previous: null, ChangedProperty: []);
            }
        }
    }

    // Somebody who is new; or changed, once it is known from what.
    private sealed class Change(UserRelation relation)
    {
        public UserRelation Relation { get; } = relation;

        public UserRelation? Previous { get; set; }
    }
}
