using System.Text.Json;

namespace PostPress.Client;

/// <summary>A text of a relation with its name in JSON: the API's, and that of a line of a JSON Lines file.</summary>
internal sealed record RelationField(RelationText Text, string Name)
{
    // In the order in which the API writes them.
    private static readonly RelationField[] All =
    [
        new(RelationText.FirstName, "first_name"),
        new(RelationText.LastName, "last_name"),
        new(RelationText.Headline, "headline"),
        new(RelationText.PublicIdentifier, "public_identifier"),
        new(RelationText.PublicProfileUrl, "public_profile_url"),
        new(RelationText.MemberId, "member_id"),
        new(RelationText.MemberUrn, "member_urn"),
        new(RelationText.ConnectionUrn, "connection_urn"),
        new(RelationText.ProfilePictureUrl, "profile_picture_url"),
    ];

    /// <summary>The name as JSON writes it.</summary>
    public JsonEncodedText Json { get; } = JsonEncodedText.Encode(Name);

    /// <summary>The field of a text.</summary>
    public static RelationField Of(RelationText text) => All[(int)text];

    /// <summary>The field of a name; <see langword="null"/> where it is none of these.</summary>
    public static RelationField? Of(ReadOnlySpan<byte> name)
    {
        foreach (var field in All)
        {
            if (name.SequenceEqual(field.Json.EncodedUtf8Bytes))
            {
                return field;
            }
        }

        return null;
    }
}
