using System.Text;

namespace PostPress;

/// <summary>A field of <see cref="UserRelation"/>: its names, and how to read it.</summary>
/// <param name="Property">The property, which is also the column in CSV.</param>
/// <param name="JsonName">The name in the API's JSON, and in JSON Lines.</param>
/// <param name="Read">Reads it as a string; a time gives nothing.</param>
/// <param name="Slot">Its place in <see cref="RelationTexts"/>; -1 for a field that is not one of the API's strings.</param>
/// <param name="Since">
/// The version of the files that introduced it. Files from before lack it, so it is optional on reading, and a relation without a value keeps the
/// hash that it had.
/// </param>
internal sealed record RelationField(string Property, string JsonName, Func<UserRelation, string?> Read, int Slot, int Since)
{
    /// <summary>The name in JSON, in UTF-8.</summary>
    public byte[] JsonUtf8 { get; } = Encoding.UTF8.GetBytes(JsonName);

    /// <summary>Whether it is one of the API's strings.</summary>
    public bool IsText => Slot >= 0;

    /// <summary>Whether files from the first version on have it.</summary>
    public bool IsRequired => Since == 1;
}

/// <summary>
/// The one table of a relation's fields. CSV, JSON, hashes, comparison and carried objects iterate over it, so a new field is one line at its end:
/// <c>Text(nameof(UserRelation.Location), "location", static relation => relation.Location, since: 2)</c>.
/// </summary>
internal static class RelationFields
{
    private static readonly List<RelationField> Fields = [];
    private static readonly List<RelationField> TextFields = [];

    // In the order of the columns, which is that of the properties. A slot is part of the hashes in kept files: never reorder, never remove.
    public static readonly RelationField AccountId = Other("AccountId", "account_id", static relation => relation.AccountId);
    public static readonly RelationField FirstName = Text("FirstName", "first_name", static relation => relation.FirstName);
    public static readonly RelationField LastName = Text("LastName", "last_name", static relation => relation.LastName);
    public static readonly RelationField Headline = Text("Headline", "headline", static relation => relation.Headline);
    public static readonly RelationField PublicIdentifier = Text("PublicIdentifier", "public_identifier", static relation => relation.PublicIdentifier);
    public static readonly RelationField PublicProfileUrl = Text("PublicProfileUrl", "public_profile_url", static relation => relation.PublicProfileUrl);
    public static readonly RelationField CreatedAt = Other("CreatedAt", "created_at", static _ => null);
    public static readonly RelationField MemberId = Text("MemberId", "member_id", static relation => relation.MemberId);
    public static readonly RelationField MemberUrn = Text("MemberUrn", "member_urn", static relation => relation.MemberUrn);
    public static readonly RelationField ConnectionUrn = Text("ConnectionUrn", "connection_urn", static relation => relation.ConnectionUrn);
    public static readonly RelationField ProfilePictureUrl = Text("ProfilePictureUrl", "profile_picture_url", static relation => relation.ProfilePictureUrl);

    /// <summary>All fields, in the order of the columns.</summary>
    public static readonly RelationField[] All = [.. Fields];

    /// <summary>The API's strings, by their slots.</summary>
    public static readonly RelationField[] Texts = [.. TextFields];

    private static RelationField Text(string property, string jsonName, Func<UserRelation, string?> read, int since = 1)
    {
        var field = new RelationField(property, jsonName, read, TextFields.Count, since);
        TextFields.Add(field);
        Fields.Add(field);
        return field;
    }

    private static RelationField Other(string property, string jsonName, Func<UserRelation, string?> read)
    {
        var field = new RelationField(property, jsonName, read, Slot: -1, Since: 1);
        Fields.Add(field);
        return field;
    }
}
