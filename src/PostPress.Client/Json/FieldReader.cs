using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PostPress.Client;

/// <summary>
/// Reads the fields of an item. One that is not what the API promises is left empty and named. A string with half a surrogate pair is repaired:
/// a headline that the provider cut in the middle of an emoji leaves one, and System.Text.Json then refuses the whole string. One with bytes that
/// are not UTF-8 is left empty: they would all become the same replacement character, and two ids the same id.
/// </summary>
internal static class FieldReader
{
    // A connection was made after 2000 and before 2100. What lies outside is not a time but a year, a date without hyphens or the like. One API
    // gives seconds and another milliseconds; within these limits no number can be both.
    private const double EarliestSeconds = 946_684_800;
    private const double LatestSeconds = 4_102_444_800;

    // DateTimeOffset.TryParse would complete a part of a date with today's.
    private static readonly Regex Iso = new(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$", RegexOptions.CultureInvariant);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a JSON string, or the name of a property; <see langword="null"/> where it is not valid UTF-8.</summary>
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
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(ReadString(ref reader) ?? "") : reader.ValueSpan;

    /// <summary>Reads a text; <see langword="null"/> where there is none.</summary>
    public static string? ReadText(ref Utf8JsonReader reader, string field, ref List<string>? unread)
    {
        if (!AdvanceToText(ref reader, field, ref unread))
        {
            return null;
        }

        var text = ReadString(ref reader);
        if (text is null)
        {
            (unread ??= []).Add(field);
        }

        return text;
    }

    /// <summary>The same for a text of a relation, in UTF-8.</summary>
    public static void ReadText(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts, ref List<string>? unread)
    {
        if (!AdvanceToText(ref reader, field.JsonName, ref unread))
        {
            texts.Remove(field);
        }
        else if (!TryReadUtf8(ref reader, field, texts))
        {
            texts.Remove(field);
            (unread ??= []).Add(field.JsonName);
        }
    }

    /// <summary>
    /// Reads a time: Unix milliseconds or seconds, or a whole date of ISO 8601 as text; <see langword="null"/> where there is none. A part of a
    /// date ("May 5", "10:30", 2025) is not completed.
    /// </summary>
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
                var text = ReadString(ref reader);
                if (text is not null && string.IsNullOrWhiteSpace(text))
                {
                    return null;
                }

                time = text is null ? null : FromText(text);
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

    /// <summary>Reads a date of ISO 8601 with its year, with or without a time, which is UTC where it does not say; <see langword="null"/> for any other text.</summary>
    public static DateTimeOffset? ParseIso(string text)
    {
        var iso = text.Trim().ToUpperInvariant().Replace(',', '.');
        return Iso.IsMatch(iso) && DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    // Without a string where it is valid.
    private static bool TryReadUtf8(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts)
    {
        try
        {
            // No text grows when its escapes are resolved.
            texts.Added(field, reader.CopyString(texts.RoomFor(reader.ValueSpan.Length)));
            return true;
        }
        catch (InvalidOperationException) when (reader.TokenType is JsonTokenType.String)
        {
            if (Repair(reader.ValueSpan) is not { } text)
            {
                return false;
            }

            texts.Add(field, text);
            return true;
        }
    }

    private static DateTimeOffset? FromText(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FromUnixTime(number)
        : ParseIso(text) is { } time ? FromUnixTime(time.ToUnixTimeMilliseconds())
        : null;

    private static DateTimeOffset? FromUnixTime(double value)
    {
        var milliseconds = Math.Round(value is >= EarliestSeconds and < LatestSeconds ? value * 1000 : value);
        return milliseconds is >= EarliestSeconds * 1000 and < LatestSeconds * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }

    // The reader has checked that every escape is well formed. Null where the bytes are not UTF-8.
    private static string? Repair(ReadOnlySpan<byte> utf8)
    {
        string raw;
        try
        {
            raw = StrictUtf8.GetString(utf8.ToArray());
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

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
