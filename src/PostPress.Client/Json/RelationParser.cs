using System.Globalization;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads one relation of a page. A field that is not what the API promises is left empty and counted: it must not cost the list.</summary>
internal static class RelationParser
{
    // Smaller values can't be milliseconds of a LinkedIn connection (they lie before 1973): a sibling API gives seconds.
    private const long SmallestMilliseconds = 100_000_000_000;

    // 9999-12-31, the last day that a DateTimeOffset knows.
    private const long LargestMilliseconds = 253_402_300_799_999;

    public static UserRelation Read(ref Utf8JsonReader reader, string accountId, int index, ref UnreadableFields? unreadable)
    {
        List<string>? unread = null;
        string? firstName = null, lastName = null, headline = null, publicIdentifier = null, publicProfileUrl = null;
        string? memberId = null, memberUrn = null, connectionUrn = null, profilePictureUrl = null;
        DateTimeOffset? createdAt = null;

        while (PageParser.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("first_name"u8))
            {
                firstName = Text(ref reader, "first_name", ref unread);
            }
            else if (name.SequenceEqual("last_name"u8))
            {
                lastName = Text(ref reader, "last_name", ref unread);
            }
            else if (name.SequenceEqual("headline"u8))
            {
                headline = Text(ref reader, "headline", ref unread);
            }
            else if (name.SequenceEqual("public_identifier"u8))
            {
                publicIdentifier = Text(ref reader, "public_identifier", ref unread);
            }
            else if (name.SequenceEqual("public_profile_url"u8))
            {
                publicProfileUrl = Text(ref reader, "public_profile_url", ref unread);
            }
            else if (name.SequenceEqual("created_at"u8))
            {
                createdAt = Time(ref reader, ref unread);
            }
            else if (name.SequenceEqual("member_id"u8))
            {
                memberId = Text(ref reader, "member_id", ref unread);
            }
            else if (name.SequenceEqual("member_urn"u8))
            {
                memberUrn = Text(ref reader, "member_urn", ref unread);
            }
            else if (name.SequenceEqual("connection_urn"u8))
            {
                connectionUrn = Text(ref reader, "connection_urn", ref unread);
            }
            else if (name.SequenceEqual("profile_picture_url"u8))
            {
                profilePictureUrl = Text(ref reader, "profile_picture_url", ref unread);
            }
            else
            {
                PageParser.Skip(ref reader);
            }
        }

        if (memberId is null && memberUrn is null && connectionUrn is null && publicIdentifier is null)
        {
            throw PageFormatException.NotARelation($"item {index} has nothing that says whom it is about");
        }

        if (unread is not null)
        {
            (unreadable ??= new UnreadableFields()).Add(unread);
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

    private static string? Text(ref Utf8JsonReader reader, string field, ref List<string>? unread)
    {
        switch (PageParser.Advance(ref reader))
        {
            case JsonTokenType.String:
                return LenientText.Read(ref reader);
            case JsonTokenType.Null:
                return null;
            default:
                PageParser.Skip(ref reader);
                (unread ??= []).Add(field);
                return null;
        }
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader, ref List<string>? unread)
    {
        DateTimeOffset? time = null;
        switch (PageParser.Advance(ref reader))
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                // .NET Framework has no double for 1e999 where .NET has infinity; neither is a time.
                time = FromUnixTime(reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var number) ? number : double.NaN);
                break;
            case JsonTokenType.String:
                var text = LenientText.Read(ref reader)!;
                if (string.IsNullOrWhiteSpace(text))
                {
                    return null;
                }

                time = FromText(text);
                break;
            default:
                PageParser.Skip(ref reader);
                break;
        }

        if (time is null)
        {
            (unread ??= []).Add("created_at");
        }

        return time;
    }

    private static DateTimeOffset? FromText(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return FromUnixTime(number);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? FromUnixTime(time.ToUnixTimeMilliseconds())
            : null;
    }

    // Zero is what programs write for a time that they do not know; nobody connected in 1970 or before.
    private static DateTimeOffset? FromUnixTime(double value)
    {
        var milliseconds = Math.Round(Math.Abs(value) < SmallestMilliseconds ? value * 1000 : value);
        return milliseconds is >= 1 and <= LargestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
