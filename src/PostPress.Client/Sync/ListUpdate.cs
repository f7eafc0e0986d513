namespace PostPress.Client;

/// <summary>A kept list brought up to date, and what is different.</summary>
/// <param name="Rows">Who is in the list now, newest first; <see langword="null"/> where nothing is other than it was.</param>
/// <param name="Differences">The differences that are to be told.</param>
internal sealed record ListUpdate(IReadOnlyList<UserRelation>? Rows, IReadOnlyList<RelationDifference> Differences)
{
    /// <summary>A quiet day.</summary>
    public static ListUpdate None { get; } = new(Rows: null, []);

    /// <summary>A list that is kept from now on.</summary>
    public static ListUpdate Begin(IReadOnlyList<UserRelation> read, bool reportInitial) => new(
        NewestFirst(read),
        reportInitial ? [.. read.Select(relation => new RelationDifference(PostPressRelationChange.Added, relation, Previous: null, []))] : []);

    /// <summary>A kept list against the whole list. Who is not in it has left only if it was verified.</summary>
    public static ListUpdate FromWhole(IReadOnlyList<UserRelation> kept, IReadOnlyList<UserRelation> read, bool isVerified, bool includePicture)
    {
        var differences = RelationComparison.Compare(() => kept, read, includePicture).ToList();
        if (isVerified)
        {
            return new(NewestFirst(read), differences);
        }

        var notSeen = differences.Where(difference => difference.Change == PostPressRelationChange.Removed).ToList();
        return new(NewestFirst(read.Concat(notSeen.Select(difference => difference.Relation))), [.. differences.Except(notSeen)]);
    }

    /// <summary>A kept list against the newest people; <see langword="null"/> where somebody new stands behind people who have long been there.</summary>
    public static ListUpdate? FromNewest(IReadOnlyList<UserRelation> kept, SyncReading newest, Func<UserRelation, bool> isSettled, bool includePicture)
    {
        var read = new HashSet<Fingerprint>(newest.Relations.Select(RememberedList.KeyOf));
        // Further down nobody was looked at, except those who are on the pages under another id: someone who connected again with a new member id.
        var known = new HashSet<Fingerprint>(kept.Select(RememberedList.KeyOf));
        var strangers = IdMatch.IdsOf(newest.Relations.Where(relation => !known.Contains(RememberedList.KeyOf(relation))));
        var covered = kept.Where((row, position) =>
            position <= newest.Reached || read.Contains(RememberedList.KeyOf(row)) || IdMatch.HasAny(row, strangers)).ToList();
        var differences = RelationComparison.Compare(() => covered, newest.Relations, includePicture)
            .Where(difference => difference.Change != PostPressRelationChange.Removed).ToList();
        var oldest = newest.Relations.FirstOrDefault(isSettled)?.CreatedAt;
        if (differences.Any(difference => difference.Change == PostPressRelationChange.Added && difference.Relation.CreatedAt < oldest))
        {
            return null;
        }

        read.UnionWith(differences.Select(difference => difference.Previous).OfType<UserRelation>().Select(RememberedList.KeyOf));
        return new(NewestFirst(newest.Relations.Concat(kept.Where(row => !read.Contains(RememberedList.KeyOf(row))))), differences);
    }

    // Stable: where two connected at the same time, or a time is missing, the order of the reading stands.
    private static List<UserRelation> NewestFirst(IEnumerable<UserRelation> relations) =>
        [.. relations.OrderByDescending(relation => relation.CreatedAt ?? DateTimeOffset.MinValue)];
}
