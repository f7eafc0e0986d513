using System.Text.Json;

namespace PostPress.Client;

/// <summary>
/// Reads a page: <c>{"object":"UserRelationsList","items":[…],"cursor":…}</c>, or the shape of the provider's quickstart,
/// <c>{"data":[…],"next_cursor":…}</c>. Fields that it does not know are passed over; anything that is not a list is an error,
/// never an empty list.
/// </summary>
internal static class PageParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads a whole body.</summary>
    /// <exception cref="PageFormatException">The body is not a page; its message says why.</exception>
    public static RelationPage Parse(ReadOnlySpan<byte> body, string accountId)
    {
        // Not the final block: so a truncated body is told apart from a wrong one.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            return Read(ref reader, accountId);
        }
        catch (JsonException exception)
        {
            throw new PageFormatException($"it is not JSON (byte {reader.BytesConsumed})", exception);
        }
    }

    private static RelationPage Read(ref Utf8JsonReader reader, string accountId)
    {
        Advance(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new PageFormatException("it is not a JSON object");
        }

        List<UserRelation>? relations = null;
        UnreadableFields? unreadable = null;
        string? cursor = null;
        var hasCursor = false;
        while (Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("items"u8) || name.SequenceEqual("data"u8))
            {
                relations = ReadItems(ref reader, accountId, out unreadable);
            }
            else if (name.SequenceEqual("cursor"u8) || name.SequenceEqual("next_cursor"u8))
            {
                cursor = ReadCursor(ref reader);
                hasCursor = true;
            }
            else
            {
                Skip(ref reader);
            }
        }

        ExpectEnd(ref reader);
        if (relations is null)
        {
            throw new PageFormatException("it has no list of items");
        }

        // Only null ends a list. Where the field is missing, nobody knows whether the list is whole.
        return hasCursor
            ? new RelationPage(relations, cursor) { Unreadable = unreadable }
            : throw new PageFormatException("it has no cursor, so it can't be told whether more follows");
    }

    private static List<UserRelation> ReadItems(ref Utf8JsonReader reader, string accountId, out UnreadableFields? unreadable)
    {
        unreadable = null;
        if (Advance(ref reader) != JsonTokenType.StartArray)
        {
            throw new PageFormatException("its items are not a list");
        }

        var relations = new List<UserRelation>();
        while (Advance(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw PageFormatException.NotARelation($"item {relations.Count} is not an object");
            }

            relations.Add(RelationParser.Read(ref reader, accountId, relations.Count, ref unreadable));
        }

        return relations;
    }

    private static string? ReadCursor(ref Utf8JsonReader reader)
    {
        var type = Advance(ref reader);
        if (type == JsonTokenType.Null)
        {
            return null;
        }

        if (type == JsonTokenType.String && LenientText.Read(ref reader) is { Length: > 0 } cursor)
        {
            return cursor;
        }

        throw new PageFormatException("its cursor is neither text nor null");
    }

    private static void ExpectEnd(ref Utf8JsonReader reader)
    {
        if (reader.Read())
        {
            throw new PageFormatException("something follows after its end");
        }
    }

    /// <summary>Goes to the next token, or says that the body is truncated.</summary>
    internal static JsonTokenType Advance(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw PageFormatException.Truncated(reader.BytesConsumed);

    /// <summary>Passes over the value of the current property.</summary>
    internal static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw PageFormatException.Truncated(reader.BytesConsumed);
        }
    }
}

/// <summary>A body is not a page.</summary>
internal sealed class PageFormatException(string reason, Exception? inner = null) : FormatException(reason, inner)
{
    /// <summary>Whether the body was right as far as it went: a retry can bring it whole.</summary>
    public bool IsTruncated { get; private init; }

    /// <summary>Whether it is a list, but of something else than relations: the data is wrong, not the address.</summary>
    public bool IsOfOtherItems { get; private init; }

    public static PageFormatException NotARelation(string reason) => new(reason) { IsOfOtherItems = true };

    public static PageFormatException Truncated(long bytes) =>
        bytes == 0 ? new("it is empty or truncated at its beginning") { IsTruncated = true } : new($"it is truncated after byte {bytes}") { IsTruncated = true };
}
