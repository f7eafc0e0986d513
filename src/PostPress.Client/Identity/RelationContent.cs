using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// What a relation says, and what of it differs from another time. An empty text is none: CSV has one empty cell for both. The account is
/// not part of it.
/// </summary>
internal static class RelationContent
{
    private static readonly (string Name, Func<UserRelation, string?> Read)[] Texts =
    [
        (nameof(UserRelation.FirstName), relation => relation.FirstName),
        (nameof(UserRelation.LastName), relation => relation.LastName),
        (nameof(UserRelation.Headline), relation => relation.Headline),
        (nameof(UserRelation.PublicIdentifier), relation => relation.PublicIdentifier),
        (nameof(UserRelation.PublicProfileUrl), relation => relation.PublicProfileUrl),
        (nameof(UserRelation.CreatedAt), relation => relation.CreatedAt?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
        (nameof(UserRelation.MemberId), relation => relation.MemberId),
        (nameof(UserRelation.MemberUrn), relation => relation.MemberUrn),
        (nameof(UserRelation.ConnectionUrn), relation => relation.ConnectionUrn),
        (nameof(UserRelation.ProfilePictureUrl), relation => relation.ProfilePictureUrl),
    ];

    /// <summary>The properties that differ, in their order. The picture's address counts only if wanted: LinkedIn's expire.</summary>
    public static IEnumerable<string> Differences(UserRelation before, UserRelation after, bool includePicture) =>
        from text in Texts
        where includePicture || text.Name != nameof(UserRelation.ProfilePictureUrl)
        where (text.Read(before) ?? "") != (text.Read(after) ?? "")
        select text.Name;

    /// <summary>64 bits of everything that it says; the picture's address as in <see cref="Differences"/>.</summary>
    public static ulong HashOf(UserRelation relation, bool includePicture = true) => FingerprintOf(relation, includePicture).Low;

    /// <summary>128 bits of the same: enough to tell people apart who have no id.</summary>
    public static Fingerprint FingerprintOf(UserRelation relation, bool includePicture)
    {
        // A hash of hashes, so that no text flows into the next.
        Span<Fingerprint> parts = stackalloc Fingerprint[RelationTexts.Count + 1];
        for (var number = 0; number < RelationTexts.Count; number++)
        {
            var text = (RelationText)number;
            parts[number] = Fingerprint.Of((includePicture || text != RelationText.ProfilePictureUrl ? relation.Utf8(text) : default).AsSpan());
        }

        var time = relation.CreatedAt?.ToUnixTimeMilliseconds() ?? long.MinValue;
        parts[RelationTexts.Count] = new Fingerprint(0, (ulong)time);
        return Fingerprint.Of(MemoryMarshal.AsBytes(parts));
    }
}
