using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads one relation of a page. A field that is not what the API promises is left empty and counted: it must not cost the list.</summary>
internal static class RelationParser
{
    public static UserRelation Read(ref Utf8JsonReader reader, string accountId, int index, UnreadableFields unreadable)
    {
        List<string>? unread = null;
        string? firstName = null, lastName = null, headline = null, publicIdentifier = null, publicProfileUrl = null;
        string? memberId = null, memberUrn = null, connectionUrn = null, profilePictureUrl = null;
        DateTimeOffset? createdAt = null;

        while (JsonBody.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("first_name"u8))
            {
                firstName = FieldReader.Text(ref reader, "first_name", ref unread);
            }
            else if (name.SequenceEqual("last_name"u8))
            {
                lastName = FieldReader.Text(ref reader, "last_name", ref unread);
            }
            else if (name.SequenceEqual("headline"u8))
            {
                headline = FieldReader.Text(ref reader, "headline", ref unread);
            }
            else if (name.SequenceEqual("public_identifier"u8))
            {
                publicIdentifier = FieldReader.Text(ref reader, "public_identifier", ref unread);
            }
            else if (name.SequenceEqual("public_profile_url"u8))
            {
                publicProfileUrl = FieldReader.Text(ref reader, "public_profile_url", ref unread);
            }
            else if (name.SequenceEqual("created_at"u8))
            {
                createdAt = FieldReader.Time(ref reader, "created_at", ref unread);
            }
            else if (name.SequenceEqual("member_id"u8))
            {
                memberId = FieldReader.Text(ref reader, "member_id", ref unread);
            }
            else if (name.SequenceEqual("member_urn"u8))
            {
                memberUrn = FieldReader.Text(ref reader, "member_urn", ref unread);
            }
            else if (name.SequenceEqual("connection_urn"u8))
            {
                connectionUrn = FieldReader.Text(ref reader, "connection_urn", ref unread);
            }
            else if (name.SequenceEqual("profile_picture_url"u8))
            {
                profilePictureUrl = FieldReader.Text(ref reader, "profile_picture_url", ref unread);
            }
            else
            {
                JsonBody.Skip(ref reader);
            }
        }

        if (memberId is null && memberUrn is null && connectionUrn is null && publicIdentifier is null)
        {
            throw PageFormatException.NotARelation($"item {index} has nothing that says whom it is about");
        }

        if (unread is not null)
        {
            unreadable.Add(unread);
        }

        return new UserRelation
        {
            AccountId = accountId,
            FirstName = firstName,
            LastName = lastName,
            Headline = headline,
            PublicIdentifier = publicIdentifier,
            PublicProfileUrl = publicProfileUrl,
            CreatedAt = createdAt,
            MemberId = memberId,
            MemberUrn = memberUrn,
            ConnectionUrn = connectionUrn,
            ProfilePictureUrl = profilePictureUrl,
        };
    }
}
