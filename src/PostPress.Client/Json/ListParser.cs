using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads an item of a list, a JSON object; the reader stands at its beginning, and afterwards at its end.</summary>
internal delegate TItem ItemReader<out TItem>(ref Utf8JsonReader reader, int index);

/// <summary>A list as it came.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Cursor">The cursor of the page after it; <see langword="null"/> where it is null, or missing.</param>
/// <param name="HasCursor">Whether it has the field of the cursor at all.</param>
internal sealed record ListBody<TItem>(IReadOnlyList<TItem> Items, string? Cursor, bool HasCursor);

/// <summary>
/// Reads a list: <c>{"items":[…],"cursor":…}</c>, or the shape of the provider's quickstart, <c>{"data":[…],"next_cursor":…}</c>.
/// Fields that it does not know are passed over; anything that is not a list is an error, never an empty list.
/// </summary>
internal static class ListParser
{
    /// <summary>Reads a whole body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="refuseItem">Refuses an item that is no object, with the reason.</param>
    /// <exception cref="PageFormatException">The body is not a list; its message says why.</exception>
    public static ListBody<TItem> Parse<TItem>(ReadOnlySpan<byte> body, ItemReader<TItem> readItem, Func<string, PageFormatException> refuseItem) =>
        JsonBody.Read(body, (ref Utf8JsonReader reader) => Read(ref reader, readItem, refuseItem));

    private static ListBody<TItem> Read<TItem>(ref Utf8JsonReader reader, ItemReader<TItem> readItem, Func<string, PageFormatException> refuseItem)
    {
        List<TItem>? items = null;
        string? cursor = null;
        var hasCursor = false;
        while (JsonBody.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("items"u8) || name.SequenceEqual("data"u8))
            {
                items = ReadItems(ref reader, readItem, refuseItem);
            }
            else if (name.SequenceEqual("cursor"u8) || name.SequenceEqual("next_cursor"u8))
            {
                cursor = ReadCursor(ref reader);
                hasCursor = true;
            }
            else
            {
                JsonBody.Skip(ref reader);
            }
        }

        return new ListBody<TItem>(items ?? throw new PageFormatException("it has no list of items"), cursor, hasCursor);
    }

    private static List<TItem> ReadItems<TItem>(ref Utf8JsonReader reader, ItemReader<TItem> readItem, Func<string, PageFormatException> refuseItem)
    {
        if (JsonBody.Advance(ref reader) != JsonTokenType.StartArray)
        {
            throw new PageFormatException("its items are not a list");
        }

        var items = new List<TItem>();
        while (JsonBody.Advance(ref reader) != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.StartObject
                ? readItem(ref reader, items.Count)
                : throw refuseItem($"item {items.Count} is not an object"));
        }

        return items;
    }

    private static string? ReadCursor(ref Utf8JsonReader reader)
    {
        var type = JsonBody.Advance(ref reader);
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
}
