using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads accounts. Only the fields that are shown: the parameters of an account's connection are passed over unread.</summary>
internal static class AccountParser
{
    /// <summary>Reads a page of the list of accounts. Without a cursor it is the last one: the API does not say that the field is always there.</summary>
    /// <exception cref="PageFormatException">The body is not a list of accounts; its message says why.</exception>
    public static ApiPage<PostPressAccount> ParseList(ReadOnlySpan<byte> body)
    {
        var unreadable = new UnreadableFields();
        return JsonBody.ReadPage(
            body,
            (ref Utf8JsonReader reader, int index) => Read(ref reader, $"item {index}", unreadable),
            PageFormatException.NotAnAccount,
            unreadable,
            needsCursor: false);
    }

    /// <summary>Reads one account.</summary>
    /// <exception cref="PageFormatException">The body is not an account; its message says why.</exception>
    public static ApiPage<PostPressAccount> ParseOne(ReadOnlySpan<byte> body)
    {
        var unreadable = new UnreadableFields();
        try
        {
            var account = JsonBody.ReadOne(body, (ref Utf8JsonReader reader, int _) => Read(ref reader, "it", unreadable));
            return new ApiPage<PostPressAccount>([account], NextCursor: null, unreadable);
        }
        catch (PageFormatException exception)
        {
            throw exception.InsteadOfAnAccount();
        }
    }

    private static PostPressAccount Read(ref Utf8JsonReader reader, string called, UnreadableFields unreadable)
    {
        List<string>? unread = null;
        List<PostPressAccountSource> sources = [];
        string? id = null, name = null, type = null;
        DateTimeOffset? createdAt = null, lastFetchedAt = null;
        while (JsonBody.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var field = FieldReader.ReadName(ref reader);
            if (field.SequenceEqual("id"u8))
            {
                id = FieldReader.ReadText(ref reader, "id", ref unread);
            }
            else if (field.SequenceEqual("name"u8))
            {
                name = FieldReader.ReadText(ref reader, "name", ref unread);
            }
            else if (field.SequenceEqual("type"u8))
            {
                type = FieldReader.ReadText(ref reader, "type", ref unread);
            }
            else if (field.SequenceEqual("created_at"u8))
            {
                createdAt = FieldReader.ReadTime(ref reader, "created_at", ref unread);
            }
            else if (field.SequenceEqual("last_fetched_at"u8))
            {
                lastFetchedAt = FieldReader.ReadTime(ref reader, "last_fetched_at", ref unread);
            }
            else if (field.SequenceEqual("sources"u8))
            {
                sources = ReadSources(ref reader, ref unread);
            }
            else
            {
                JsonBody.Skip(ref reader);
            }
        }

        if (string.IsNullOrEmpty(id))
        {
            throw PageFormatException.NotAnAccount($"{called} has no id");
        }

        if (unread is not null)
        {
            unreadable.Add(unread);
        }

        return new PostPressAccount
        {
            Id = id,
            Name = name,
            Type = type,
            Status = PostPressAccount.WorstStatus(sources.Select(source => source.Status)),
            CreatedAt = createdAt,
            LastFetchedAt = lastFetchedAt,
            Source = sources.AsReadOnly(),
        };
    }

    private static List<PostPressAccountSource> ReadSources(ref Utf8JsonReader reader, ref List<string>? unread)
    {
        List<PostPressAccountSource> sources = [];
        if (JsonBody.Advance(ref reader) is not JsonTokenType.StartArray)
        {
            Refuse(ref reader, ref unread);
            return sources;
        }

        while (JsonBody.Advance(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                sources.Add(ReadSource(ref reader, ref unread));
            }
            else
            {
                Refuse(ref reader, ref unread);
            }
        }

        return sources;
    }

    private static PostPressAccountSource ReadSource(ref Utf8JsonReader reader, ref List<string>? unread)
    {
        string? id = null, status = null;
        while (JsonBody.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var field = FieldReader.ReadName(ref reader);
            if (field.SequenceEqual("id"u8))
            {
                id = FieldReader.ReadText(ref reader, "sources", ref unread);
            }
            else if (field.SequenceEqual("status"u8))
            {
                status = FieldReader.ReadText(ref reader, "sources", ref unread);
            }
            else
            {
                JsonBody.Skip(ref reader);
            }
        }

        return new PostPressAccountSource { Id = id, Status = string.IsNullOrEmpty(status) ? PostPressAccount.UnknownStatus : status! };
    }

    // Nothing is no fault: it is how an account without sources may come.
    private static void Refuse(ref Utf8JsonReader reader, ref List<string>? unread)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            JsonBody.Skip(ref reader);
            (unread ??= []).Add("sources");
        }
    }
}
