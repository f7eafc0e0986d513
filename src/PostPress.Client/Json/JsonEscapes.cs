using System.Buffers.Text;

namespace PostPress.Client;

/// <summary>
/// System.Text.Json escapes whatever is beyond the first 65,536 characters, every blank but one, and what its tables do not know yet:
/// an emoji becomes <c>\uD83D\uDE00</c>. Here such escapes become UTF-8 again. Those stay that JSON or a line needs.
/// </summary>
internal static class JsonEscapes
{
    private const int EscapeLength = 6;

    /// <summary>Puts the characters in the place of their escapes, in the same bytes; returns how many bytes are left.</summary>
    public static int Resolve(Span<byte> json)
    {
        var read = 0;
        var written = 0;
        while (json[read..].IndexOf((byte)'\\') is >= 0 and var plain)
        {
            json.Slice(read, plain).CopyTo(json[written..]);
            read += plain;
            written += plain;
            var (character, length) = Character(json[read..]);
            if (character is null)
            {
                json.Slice(read, length).CopyTo(json[written..]);
                written += length;
            }
            else
            {
                written += Write(character.Value, json[written..]);
            }

            read += length;
        }

        json[read..].CopyTo(json[written..]);
        return written + json.Length - read;
    }

    // The character of an escape, where it may stand as it is, and the length of the escape.
    private static (int? Character, int Length) Character(ReadOnlySpan<byte> escape)
    {
        if (escape[1] != (byte)'u')
        {
            return (null, 2);
        }

        var first = Unit(escape);
        if (char.IsHighSurrogate(first))
        {
            // The writer has put whole pairs only, and U+FFFD where half of one stood.
            return (char.ConvertToUtf32(first, Unit(escape[EscapeLength..])), 2 * EscapeLength);
        }

        // Control characters command terminals, and readers of lines break at these two.
        return (first < '\u00A0' || first is '\u2028' or '\u2029' ? null : first, EscapeLength);
    }

    private static char Unit(ReadOnlySpan<byte> escape)
    {
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x');
        return (char)unit;
    }

    private static int Write(int character, Span<byte> to)
    {
        var length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        for (var i = length - 1; i > 0; i--)
        {
            to[i] = (byte)(0x80 | (character & 0x3F));
            character >>= 6;
        }

        // As many ones at the top as there are bytes.
        to[0] = (byte)((0xF00 >> length) | character);
        return length;
    }
}
