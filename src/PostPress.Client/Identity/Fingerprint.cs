using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// 128 bits that stand for a relation: a million ids fit in 16 MB. Among a million people, two share one with a chance of 1 in 10^27,
/// so nobody is dropped for another.
/// </summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    // Which id it is goes in too: a member id is never taken for a public identifier of the same text.
    private enum Kind
    {
        MemberId = 1,
        MemberUrn,
        ConnectionUrn,
        PublicIdentifier,
    }

    /// <summary>
    /// Who this is: by member id, else the URN of the member, else that of the connection, else the public identifier. An empty text is none
    /// of them. <see langword="null"/> where there is nothing to go by.
    /// </summary>
    public static Fingerprint? Of(UserRelation relation) =>
        Of(relation.Utf8(RelationText.MemberId), Kind.MemberId)
        ?? Of(relation.Utf8(RelationText.MemberUrn), Kind.MemberUrn)
        ?? Of(relation.Utf8(RelationText.ConnectionUrn), Kind.ConnectionUrn)
        ?? Of(relation.Utf8(RelationText.PublicIdentifier), Kind.PublicIdentifier);

    /// <summary>That of a text alone.</summary>
    public static Fingerprint Of(string text) => Of(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>That of bytes; those of different kinds never meet.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes, long kind = 0)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(bytes, hash, kind);
        var halves = MemoryMarshal.Cast<byte, ulong>(hash);
        return new Fingerprint(halves[0], halves[1]);
    }

    private static Fingerprint? Of(ReadOnlySpan<byte> id, Kind kind) => id.IsEmpty ? null : Of(id, (long)kind);
}
