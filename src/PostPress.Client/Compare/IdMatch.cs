namespace PostPress.Client;

/// <summary>
/// Finds people under another id: whose member id has changed, or was not known before. Only among those who are left when everybody
/// else has been found by the id that says who they are.
/// </summary>
internal static class IdMatch
{
    // The most telling first. LinkedIn reassigns public identifiers, so one alone names nobody: the date of the connection must be the same too.
    private static readonly Func<UserRelation, string?>[] Ids =
    [
        relation => relation.MemberUrn,
        relation => relation.ConnectionUrn,
        relation => string.IsNullOrEmpty(relation.PublicIdentifier) ? null : FormattableString.Invariant($"{relation.PublicIdentifier} {relation.CreatedAt?.ToUnixTimeMilliseconds()}"),
    ];

    /// <summary>Whether two relations of an account are the same person, by any of the ids.</summary>
    public static bool IsSamePerson(UserRelation one, UserRelation other) =>
        (Fingerprint.Of(one) is { } who && who == Fingerprint.Of(other)) || Ids.Any(id => id(one) is { Length: > 0 } text && text == id(other));

    /// <summary>All ids of relations of one account.</summary>
    public static HashSet<string> IdsOf(IEnumerable<UserRelation> relations) => [.. relations.SelectMany(Kinded)];

    /// <summary>Whether a relation has one of these ids.</summary>
    public static bool HasAny(UserRelation relation, HashSet<string> ids) => ids.Count > 0 && Kinded(relation).Any(ids.Contains);

    /// <summary>For each of the people now, the number of who that was; -1 where nobody fits. Everybody is taken once.</summary>
    public static int[] Find(IReadOnlyList<UserRelation> before, IReadOnlyList<UserRelation> now)
    {
        var matches = new int[now.Count];
        matches.AsSpan().Fill(-1);
        var isTaken = new bool[before.Count];
        foreach (var id in Ids)
        {
            var left = NumbersBy(id, before, isTaken);
            for (var number = 0; number < now.Count; number++)
            {
                if (matches[number] < 0 && IdOf(now[number], id) is { } key && left.TryGetValue(key, out var candidates) && candidates.Count > 0)
                {
                    matches[number] = candidates.Dequeue();
                    isTaken[matches[number]] = true;
                }
            }
        }

        return matches;
    }

    // With the kind of the id, so that a URN is never taken for an identifier.
    private static IEnumerable<string> Kinded(UserRelation relation) => Ids.Select((id, kind) => $"{kind} {id(relation)}").Where(text => text.Length > 2);

    private static Dictionary<(string Account, string Id), Queue<int>> NumbersBy(Func<UserRelation, string?> id, IReadOnlyList<UserRelation> before, bool[] isTaken)
    {
        Dictionary<(string Account, string Id), Queue<int>> numbers = [];
        for (var number = 0; number < before.Count; number++)
        {
            if (!isTaken[number] && IdOf(before[number], id) is { } key)
            {
                if (!numbers.TryGetValue(key, out var candidates))
                {
                    numbers.Add(key, candidates = new Queue<int>(capacity: 1));
                }

                candidates.Enqueue(number);
            }
        }

        return numbers;
    }

    private static (string Account, string Id)? IdOf(UserRelation relation, Func<UserRelation, string?> id) =>
        id(relation) is { Length: > 0 } text ? (relation.AccountId ?? "", text) : null;
}
