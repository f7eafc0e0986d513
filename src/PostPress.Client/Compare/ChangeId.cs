using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// The id of a change: the same for the same change, whenever and however often it is found. Of the scope, the kind, who it is in which
/// account, and what was and is said; the address of a picture only where it is a change.
/// </summary>
internal static class ChangeId
{
    /// <summary>32 hexadecimal digits.</summary>
    /// <param name="difference">The change.</param>
    /// <param name="scope">Whatever tells it from the same change at another time; empty for nothing.</param>
    public static string Of(RelationDifference difference, string scope)
    {
        var includePicture = difference.ChangedProperty.Contains(nameof(UserRelation.ProfilePictureUrl));
        ReadOnlySpan<Fingerprint> parts =
        [
            Fingerprint.Of(scope),
            Fingerprint.Of(difference.Change),
            new RelationKey(includePicture).Of(difference.Relation),
            RelationContent.FingerprintOf(difference.Relation, includePicture),
            difference.Previous is { } previous ? RelationContent.FingerprintOf(previous, includePicture) : default,
        ];
        return ContentHash.Of(MemoryMarshal.AsBytes(parts).ToArray());
    }
}
