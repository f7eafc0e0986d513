using System.Globalization;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads one relation of a page.</summary>
internal static class RelationParser
{
    // Smaller values can't be milliseconds of a LinkedIn connection (they lie before 1973): a sibling API gives seconds.
    private const long SmallestMilliseconds = 100_000_000_000;

    // 9999-12-31, the last day that a DateTimeOffset knows.
    private const long LargestMilliseconds = 253_402_300_799_999;

    public static UserRelation Read(ref Utf8JsonReader reader, string accountId, int index)
    {
        string? firstName = null, lastName = null, headline = null, publicIdentifier = null, publicProfileUrl = null;
        string? memberId = null, memberUrn = null, connectionUrn = null, profilePictureUrl = null;
        DateTimeOffset? createdAt = null;

        while (PageParser.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("first_name"u8))
            {
                firstName = Text(ref reader, index, "first_name");
            }
            else if (name.SequenceEqual("last_name"u8))
            {
                lastName = Text(ref reader, index, "last_name");
            }
            else if (name.SequenceEqual("headline"u8))
            {
                headline = Text(ref reader, index, "headline");
            }
            else if (name.SequenceEqual("public_identifier"u8))
            {
                publicIdentifier = Text(ref reader, index, "public_identifier");
            }
            else if (name.SequenceEqual("public_profile_url"u8))
            {
                publicProfileUrl = Text(ref reader, index, "public_profile_url");
            }
            else if (name.SequenceEqual("created_at"u8))
            {
                createdAt = Time(ref reader, index);
            }
            else if (name.SequenceEqual("member_id"u8))
            {
                memberId = Text(ref reader, index, "member_id");
            }
            else if (name.SequenceEqual("member_urn"u8))
            {
                memberUrn = Text(ref reader, index, "member_urn");
            }
            else if (name.SequenceEqual("connection_urn"u8))
            {
                connectionUrn = Text(ref reader, index, "connection_urn");
            }
            else if (name.SequenceEqual("profile_picture_url"u8))
            {
                profilePictureUrl = Text(ref reader, index, "profile_picture_url");
            }
            else
            {
                PageParser.Skip(ref reader);
            }
        }

        if (memberId is null && memberUrn is null && connectionUrn is null && publicIdentifier is null)
        {
            throw new PageFormatException($"item {index} has nothing that says whom it is about");
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

    private static string? Text(ref Utf8JsonReader reader, int index, string field) => PageParser.Advance(ref reader) switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => LenientText.Read(ref reader),
        _ => throw WrongType(index, field, "text"),
    };

    private static DateTimeOffset? Time(ref Utf8JsonReader reader, int index)
    {
        double value;
        switch (PageParser.Advance(ref reader))
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                // .NET Framework has no double for 1e999 where .NET has infinity; neither is a time.
                value = reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var number) ? number : double.NaN;
                break;
            case JsonTokenType.String:
                return TimeFromText(LenientText.Read(ref reader)!, index);
            default:
                throw WrongType(index, "created_at", "a time");
        }

        return FromUnixTime(value, index);
    }

    private static DateTimeOffset? TimeFromText(string text, int index)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return FromUnixTime(number, index);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw WrongType(index, "created_at", "a time");
    }

    private static DateTimeOffset FromUnixTime(double value, int index)
    {
        var milliseconds = Math.Abs(value) < SmallestMilliseconds ? value * 1000 : value;
        return milliseconds is >= 0 and <= LargestMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds))
            : throw WrongType(index, "created_at", "a time");
    }

    private static PageFormatException WrongType(int index, string field, string expected) =>
        new($"item {index} has a {field} that is not {expected}");
}
