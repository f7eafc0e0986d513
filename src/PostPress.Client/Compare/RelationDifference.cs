using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>One difference between two lists: a <see cref="PostPressRelationChange"/> before it is reported.</summary>
internal sealed record RelationDifference(string Change, UserRelation Relation, UserRelation? Previous, IReadOnlyList<string> ChangedProperty)
{
    /// <summary>
    /// The id of the change, 32 hexadecimal digits: the same for the same change, whenever and however often it is found. Made of the scope, the kind,
    /// the person and the account, and the content before and after; the address of a picture only where it is what changed.
    /// </summary>
    /// <param name="scope">Tells it from the same change at another time; empty for nothing.</param>
    public string CreateId(string scope)
    {
        var includePicture = ChangedProperty.Contains(nameof(UserRelation.ProfilePictureUrl));
        ReadOnlySpan<Fingerprint> parts =
        [
            Fingerprint.Of(scope),
            Fingerprint.Of(Change),
            new RelationKey(includePicture).Of(Relation),
            RelationContent.FingerprintOf(Relation, includePicture),
            Previous is null ? default : RelationContent.FingerprintOf(Previous, includePicture),
        ];
        return ContentHash.Of(MemoryMarshal.AsBytes(parts).ToArray());
    }

    /// <summary>The change that users get.</summary>
    /// <param name="scope">See <see cref="CreateId"/>.</param>
    /// <param name="detectedAt">When it was found.</param>
    public PostPressRelationChange ToChange(string scope, DateTimeOffset detectedAt) => new()
    {
        Id = CreateId(scope),
        AccountId = Relation.AccountId,
        Change = Change,
        Relation = Relation,
        Previous = Previous,
        ChangedProperty = Array.AsReadOnly(ChangedProperty.ToArray()),
        DetectedAt = detectedAt,
    };
}
