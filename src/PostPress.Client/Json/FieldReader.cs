using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>
/// Reads the fields of an item. One that is not what the API promises is left empty and named, and a string that is not valid Unicode is
/// repaired: a headline that the provider cut in the middle of an emoji leaves half a surrogate pair, and System.Text.Json then refuses the whole
/// string. One such relation must not cost the page.
/// </summary>
internal static class FieldReader
{
    // Smaller values can't be milliseconds of a LinkedIn connection (they lie before 1973): a sibling API gives seconds.
    private const long SmallestMilliseconds = 100_000_000_000;

    // 9999-12-31, the last day that a DateTimeOffset knows.
    private const long LargestMilliseconds = 253_402_300_799_999;

    /// <summary>Reads a JSON string, or the name of a property.</summary>
    public static string? ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            return Repair(reader.ValueSpan);
        }
    }

    /// <summary>The name of the current property in UTF-8. Almost none is written with escapes, so almost none is copied.</summary>
    public static ReadOnlySpan<byte> ReadName(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(ReadString(ref reader)!) : reader.ValueSpan;

    /// <summary>Reads a text; <see langword="null"/> where there is none.</summary>
    public static string? ReadText(ref Utf8JsonReader reader, string field, ref List<string>? unread) =>
        AdvanceToText(ref reader, field, ref unread) ? ReadString(ref reader) : null;

    /// <summary>The same for a text of a relation, in UTF-8.</summary>
    public static void ReadText(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts, ref List<string>? unread)
    {
        if (AdvanceToText(ref reader, field.JsonName, ref unread))
        {
            ReadUtf8(ref reader, field, texts);
        }
        else
        {
            texts.Remove(field);
        }
    }

    /// <summary>Reads a time: Unix milliseconds or seconds, or a date as text; <see langword="null"/> where there is none.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader reader, string field, ref List<string>? unread)
    {
        DateTimeOffset? time = null;
        switch (JsonBody.Advance(ref reader))
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                // .NET Framework has no double for 1e999 where .NET has infinity; neither is a time.
                time = FromUnixTime(reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var number) ? number : double.NaN);
                break;
            case JsonTokenType.String:
                var text = ReadString(ref reader)!;
                if (string.IsNullOrWhiteSpace(text))
                {
                    return null;
                }

                time = FromText(text);
                break;
            default:
                JsonBody.Skip(ref reader);
                break;
        }

        if (time is null)
        {
            (unread ??= []).Add(field);
        }

        return time;
    }

    // Anything else than a string or null is skipped, and named.
    private static bool AdvanceToText(ref Utf8JsonReader reader, string field, ref List<string>? unread)
    {
        var type = JsonBody.Advance(ref reader);
        if (type is not (JsonTokenType.String or JsonTokenType.Null))
        {
            JsonBody.Skip(ref reader);
            (unread ??= []).Add(field);
        }

        return type == JsonTokenType.String;
    }

    // Without a string where it is valid.
    private static void ReadUtf8(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts)
    {
        try
        {
            // No text grows when its escapes are resolved.
            texts.Added(field, reader.CopyString(texts.RoomFor(reader.ValueSpan.Length)));
        }
        catch (InvalidOperationException) when (reader.TokenType is JsonTokenType.String)
        {
            texts.Add(field, Repair(reader.ValueSpan));
        }
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

    // The reader has checked that every escape is well formed.
    private static string Repair(ReadOnlySpan<byte> utf8)
    {
        var raw = Encoding.UTF8.GetString(utf8.ToArray());
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                var same => same,
            });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return ReplaceHalfPairs(text);
    }

    private static string ReplaceHalfPairs(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }
}
