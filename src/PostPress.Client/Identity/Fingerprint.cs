using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// 128 bits that stand for a relation: a million ids fit in 16 MB. Among a million people, two share one with a chance of 1 in 10^27,
/// so nobody is dropped for another.
/// </summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>
    /// Who this is: by member id, else the URN of the member, else that of the connection, else the public identifier. An empty text is none
    /// of them. <see langword="null"/> where there is nothing to go by.
    /// </summary>
    public static Fingerprint? Of(UserRelation relation) =>
        // The number of the id is hashed too: a member id is never taken for a public identifier of the same text. Kept files have these numbers.
        OfId(relation, RelationFields.MemberId, kind: 1)
        ?? OfId(relation, RelationFields.MemberUrn, kind: 2)
        ?? OfId(relation, RelationFields.ConnectionUrn, kind: 3)
        ?? OfId(relation, RelationFields.PublicIdentifier, kind: 4);

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

    private static Fingerprint? OfId(UserRelation relation, RelationField field, long kind) =>
        relation.Utf8(field) is { Count: > 0 } id ? Of(id.AsSpan(), kind) : null;
}

/// <summary>
/// Who a relation of an account is. The same person in two accounts is two. Someone without any id is whoever has this content; two with
/// the same content count once.
/// </summary>
internal sealed class RelationKey(bool includePicture)
{
    private const long ById = 0;
    private const long ByContent = 1;

    // Rows of an account stand together, mostly.
    private string _accountId = "";
    private Fingerprint _account = Fingerprint.Of("");

    public Fingerprint Of(UserRelation relation)
    {
        var accountId = relation.AccountId ?? "";
        if (accountId != _accountId)
        {
            _account = Fingerprint.Of(accountId);
            _accountId = accountId;
        }

        var id = Fingerprint.Of(relation);
        ReadOnlySpan<Fingerprint> parts = [_account, id ?? RelationContent.FingerprintOf(relation, includePicture)];
        return Fingerprint.Of(MemoryMarshal.AsBytes(parts), id is null ? ByContent : ById);
    }
}
