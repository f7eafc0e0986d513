using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>A line, in the order of its fields. A struct: a million lines cost no objects.</summary>
internal readonly record struct RelationLine
{
    public RelationLine(UserRelation relation)
    {
        AccountId = relation.AccountId;
        FirstName = relation.FirstName;
        LastName = relation.LastName;
        Headline = relation.Headline;
        PublicIdentifier = relation.PublicIdentifier;
        PublicProfileUrl = relation.PublicProfileUrl;
        CreatedAt = relation.CreatedAt?.ToUnixTimeMilliseconds();
        MemberId = relation.MemberId;
        MemberUrn = relation.MemberUrn;
        ConnectionUrn = relation.ConnectionUrn;
        ProfilePictureUrl = relation.ProfilePictureUrl;
    }

    public UserRelation ToRelation() => new()
    {
        AccountId = AccountId,
        FirstName = FirstName,
        LastName = LastName,
        Headline = Headline,
        PublicIdentifier = PublicIdentifier,
        PublicProfileUrl = PublicProfileUrl,
        CreatedAt = CreatedAt is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
        MemberId = MemberId,
        MemberUrn = MemberUrn,
        ConnectionUrn = ConnectionUrn,
        ProfilePictureUrl = ProfilePictureUrl,
    };

    [JsonPropertyName("account_id")]
    public string? AccountId { get; init; }

    [JsonPropertyName("first_name")]
    public string? FirstName { get; init; }

    [JsonPropertyName("last_name")]
    public string? LastName { get; init; }

    [JsonPropertyName("headline")]
    public string? Headline { get; init; }

    [JsonPropertyName("public_identifier")]
    public string? PublicIdentifier { get; init; }

    [JsonPropertyName("public_profile_url")]
    public string? PublicProfileUrl { get; init; }

    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; init; }

    [JsonPropertyName("member_id")]
    public string? MemberId { get; init; }

    [JsonPropertyName("member_urn")]
    public string? MemberUrn { get; init; }

    [JsonPropertyName("connection_urn")]
    public string? ConnectionUrn { get; init; }

    [JsonPropertyName("profile_picture_url")]
    public string? ProfilePictureUrl { get; init; }
}

[JsonSerializable(typeof(RelationLine))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RelationLineContext : JsonSerializerContext;
