using System.Globalization;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads the fields of an item. One that is not what the API promises is left empty and named: it must not cost the list.</summary>
internal static class FieldReader
{
    // Smaller values can't be milliseconds of a LinkedIn connection (they lie before 1973): a sibling API gives seconds.
    private const long SmallestMilliseconds = 100_000_000_000;

    // 9999-12-31, the last day that a DateTimeOffset knows.
    private const long LargestMilliseconds = 253_402_300_799_999;

    /// <summary>Reads a text; <see langword="null"/> where there is none.</summary>
    public static string? Text(ref Utf8JsonReader reader, string field, ref List<string>? unread) =>
        AdvanceToText(ref reader, field, ref unread) ? LenientText.Read(ref reader) : null;

    /// <summary>The same for a text of a relation, in UTF-8.</summary>
    public static void Text(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts, ref List<string>? unread)
    {
        if (AdvanceToText(ref reader, field.JsonName, ref unread))
        {
            LenientText.Read(ref reader, field, texts);
        }
        else
        {
            texts.Remove(field);
        }
    }

    /// <summary>Reads a time: Unix milliseconds or seconds, or a date as text; <see langword="null"/> where there is none.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader, string field, ref List<string>? unread)
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
                var text = LenientText.Read(ref reader)!;
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

    // Anything else than a text or nothing is passed over, and named.
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
