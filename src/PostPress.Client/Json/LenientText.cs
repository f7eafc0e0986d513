using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>
/// Reads a JSON string also where it is not valid Unicode. A headline that the provider cut in the middle of an emoji leaves half
/// a surrogate pair, and System.Text.Json then refuses the whole string; one such relation must not cost the page.
/// </summary>
internal static class LenientText
{
    public static string? Read(ref Utf8JsonReader reader)
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

    /// <summary>The same into UTF-8, without a string where it is valid.</summary>
    public static void Read(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts)
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

    /// <summary>The name of the current property in UTF-8. Almost none is written with escapes, so almost none is copied.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Read(ref reader)!) : reader.ValueSpan;

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
