namespace PostPress.Benchmarks;

/// <summary>What the objects and their strings themselves need on the heap, measured by making them again from ready parts.</summary>
internal static class NeededBytes
{
    public static double EachRelation()
    {
        var relations = RelationParser.Parse(People.Page(0), "bench").Items;
        var kept = new UserRelation[relations.Count];
        // A relation makes its strings when they are first read: those are not what is measured.
        foreach (var relation in relations)
        {
            Copy(relation);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = Copy(relations[i]);
        }

        var needed = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(kept);
        return (double)needed / kept.Length;
    }

    private static UserRelation Copy(UserRelation of) => new()
    {
        AccountId = of.AccountId,
        FirstName = Again(of.FirstName),
        LastName = Again(of.LastName),
        Headline = Again(of.Headline),
        PublicIdentifier = Again(of.PublicIdentifier),
        PublicProfileUrl = Again(of.PublicProfileUrl),
        CreatedAt = of.CreatedAt,
        MemberId = Again(of.MemberId),
        MemberUrn = Again(of.MemberUrn),
        ConnectionUrn = Again(of.ConnectionUrn),
        ProfilePictureUrl = Again(of.ProfilePictureUrl),
    };

    private static string? Again(string? text) => text is null ? null : new string(text.AsSpan());
}
