using System.Text.Json;

namespace PostPress.Client;

/// <summary>A page of a list as it was received, or the one item that was requested instead of a list.</summary>
/// <param name="Items">The items, in the server's order.</param>
/// <param name="NextCursor">The cursor of the page after it; <see langword="null"/> where this is the last one.</param>
/// <param name="Unreadable">Those items of which a field could not be read.</param>
internal sealed record ApiPage<TItem>(IReadOnlyList<TItem> Items, string? NextCursor, UnreadableFields Unreadable);

/// <summary>Reads a JSON object: the reader is at its beginning, and afterwards at its end.</summary>
/// <param name="reader">The reader.</param>
/// <param name="index">The object's place in its list, from 0.</param>
internal delegate T ItemReader<out T>(ref Utf8JsonReader reader, int index);

/// <summary>
/// Reads a whole body: one JSON object with nothing behind it. A truncated one is told apart from a wrong one. A list is
/// <c>{"items":[…],"cursor":…}</c>, or the shape of the provider's quickstart, <c>{"data":[…],"next_cursor":…}</c>. Unknown fields are skipped;
/// anything that is not a list is an error, never an empty list. So is a body with two lists or two cursors: whichever was taken, people could
/// be missing without a trace.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads a page of a list.</summary>
    /// <param name="body">The body.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="refuseItem">Refuses an item that is no object, with the reason.</param>
    /// <param name="unreadable">Where the reader of items counts those with an unreadable field.</param>
    /// <param name="needsCursor">Whether the last page must have a cursor that is null: where the field is missing, the list may not be whole.</param>
    /// <exception cref="PageFormatException">The body is not a list; its message says why.</exception>
    public static ApiPage<TItem> ReadPage<TItem>(
        ReadOnlySpan<byte> body, ItemReader<TItem> readItem, Func<string, PageFormatException> refuseItem, UnreadableFields unreadable, bool needsCursor)
    {
        var hasCursor = false;
        var page = ReadOne(body, (ref Utf8JsonReader reader, int _) =>
        {
            List<TItem>? items = null;
            string? cursor = null;
            bool hasItems = false, hasData = false;
            while (Advance(ref reader) != JsonTokenType.EndObject)
            {
                var name = FieldReader.ReadName(ref reader);
                if (name.SequenceEqual("items"u8))
                {
                    items = ReadItems(ref reader, readItem, refuseItem, items, isRepeated: hasItems);
                    hasItems = true;
                }
                else if (name.SequenceEqual("data"u8))
                {
                    items = ReadItems(ref reader, readItem, refuseItem, items, isRepeated: hasData);
                    hasData = true;
                }
                else if (name.SequenceEqual("cursor"u8) || name.SequenceEqual("next_cursor"u8))
                {
                    cursor = hasCursor ? throw new PageFormatException("it has two cursors") : ReadCursor(ref reader);
                    hasCursor = true;
                }
                else
                {
                    Skip(ref reader);
                }
            }

            return new ApiPage<TItem>(
                items ?? throw new PageFormatException(hasItems || hasData ? "its items are not a list" : "it has no list of items"), cursor, unreadable);
        });
        return hasCursor || !needsCursor ? page : throw new PageFormatException("it has no cursor, so it can't be told whether more follows");
    }

    /// <summary>Reads one object.</summary>
    /// <exception cref="PageFormatException">The body is not what it should be; its message says why.</exception>
    public static T ReadOne<T>(ReadOnlySpan<byte> body, ItemReader<T> read)
    {
        // Not the final block: so a truncated body is told apart from a wrong one.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            if (Advance(ref reader) != JsonTokenType.StartObject)
            {
                throw new PageFormatException("it is not a JSON object");
            }

            var value = read(ref reader, index: 0);
            return reader.Read() ? throw new PageFormatException("something follows after its end") : value;
        }
        catch (JsonException exception)
        {
            throw new PageFormatException($"it is not JSON (byte {reader.BytesConsumed})", exception);
        }
    }

    /// <summary>Goes to the next token, or throws because the body is truncated.</summary>
    public static JsonTokenType Advance(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw PageFormatException.Truncated(reader.BytesConsumed);

    /// <summary>Skips the value of the current property, or the rest of the current object.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw PageFormatException.Truncated(reader.BytesConsumed);
        }
    }

    // Next to the list a field of the other name may hold something else, such as a total; the same name twice is a contradiction whatever it holds.
    private static List<TItem>? ReadItems<TItem>(
        ref Utf8JsonReader reader, ItemReader<TItem> readItem, Func<string, PageFormatException> refuseItem, List<TItem>? before, bool isRepeated)
    {
        var isList = Advance(ref reader) == JsonTokenType.StartArray;
        if (isRepeated || (isList && before is not null))
        {
            throw new PageFormatException("it has two lists of items");
        }

        if (!isList)
        {
            Skip(ref reader);
            return before;
        }

        var items = new List<TItem>();
        while (Advance(ref reader) != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.StartObject
                ? readItem(ref reader, items.Count)
                : throw refuseItem($"item {items.Count} is not an object"));
        }

        return items;
    }

    // An empty cursor can't be sent: the API takes one of at least one character. So it ends the list, like null.
    private static string? ReadCursor(ref Utf8JsonReader reader) => Advance(ref reader) switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => FieldReader.ReadString(ref reader) switch
        {
            null => throw new PageFormatException("its cursor is not valid UTF-8"),
            "" => null,
            var cursor => cursor,
        },
        _ => throw new PageFormatException("its cursor is neither text nor null"),
    };
}
