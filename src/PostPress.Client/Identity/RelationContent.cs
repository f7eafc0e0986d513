using System.Globalization;
using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// The content of a relation: its hash, and what differs from another time. An empty string counts as missing, because CSV has one empty cell for
/// both. The account is not part of it.
/// </summary>
internal static class RelationContent
{
    /// <summary>The properties that differ, in their order. The picture's address counts only if wanted: LinkedIn's expire.</summary>
    public static IEnumerable<string> Differences(UserRelation before, UserRelation after, bool includePicture) =>
        from field in RelationFields.All
        where field != RelationFields.AccountId && (includePicture || field != RelationFields.ProfilePictureUrl)
        where Text(before, field) != Text(after, field)
        select field.Property;

    /// <summary>64 bits of the content; the picture's address as in <see cref="Differences"/>.</summary>
    public static ulong HashOf(UserRelation relation, bool includePicture = true) => FingerprintOf(relation, includePicture).Low;

    /// <summary>128 bits of the content: enough to tell people apart who have no id.</summary>
    /// <remarks>Kept files hold these hashes: a field that a later version introduced takes part only where it has a value.</remarks>
    public static Fingerprint FingerprintOf(UserRelation relation, bool includePicture)
    {
        // A hash of hashes, so that no string flows into the next.
        Span<Fingerprint> parts = stackalloc Fingerprint[RelationFields.Texts.Length + 1];
        var count = 0;
        foreach (var field in RelationFields.Texts)
        {
            if (field.IsRequired)
            {
                parts[count++] = Fingerprint.Of((includePicture || field != RelationFields.ProfilePictureUrl ? relation.Utf8(field) : default).AsSpan());
            }
        }

        parts[count++] = new Fingerprint(0, (ulong)(relation.CreatedAt?.ToUnixTimeMilliseconds() ?? long.MinValue));
        foreach (var field in RelationFields.Texts)
        {
            if (!field.IsRequired && relation.Utf8(field) is { Count: > 0 } text)
            {
                parts[count++] = Fingerprint.Of(text.AsSpan(), field.Slot);
            }
        }

        return Fingerprint.Of(MemoryMarshal.AsBytes(parts[..count]));
    }

    private static string Text(UserRelation relation, RelationField field) =>
        field == RelationFields.CreatedAt ? relation.CreatedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "" : field.Read(relation) ?? "";
}
