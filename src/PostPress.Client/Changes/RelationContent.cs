using System.IO.Hashing;
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

    /// <summary>64 bits of everything that it says, the picture's address included.</summary>
    public static ulong HashOf(UserRelation relation)
    {
        var hash = new XxHash3();
        foreach (var (_, read) in Texts)
        {
            hash.Append(MemoryMarshal.AsBytes((read(relation) ?? "").AsSpan()));
            // No text has a lone half of a character at its end, so the next text never flows into it.
            hash.Append([0x00, 0xD8]);
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
