using System.Globalization;
using System.Text;

namespace PostPress.Client;

/// <summary>
/// The text of a file that an export wrote, or that somebody saved again: UTF-8, unless a byte order mark says UTF-16 or UTF-32. Bytes of
/// another encoding are refused: read as something else, every name with an accent would look changed.
/// </summary>
public static class FileText
{
    internal const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private const int YearDigits = 4;
    private const int BufferSize = 64 * 1024;

    // One that knows its mark stays strict after it; else the reader would take .NET's own UTF-8, which is not.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads it from its beginning; a <see cref="DecoderFallbackException"/> where it is something else. The stream stays open.</summary>
    internal static StreamReader Open(Stream file)
    {
        file.Position = 0;
        return new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
    }

    /// <summary>Reads it line by line from its beginning.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal static IEnumerable<string> Lines(Stream file)
    {
        using var text = Open(file);
        while (ReadLine(text, file) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The first characters, whatever the encoding.</summary>
    internal static string Beginning(Stream file, int length)
    {
        file.Position = 0;
        using var text = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
        var characters = new char[length];
        return new string(characters, 0, text.ReadBlock(characters, 0, length));
    }

    /// <summary>Says where bytes stand that are no UTF-8.</summary>
    internal static InvalidDataException OtherEncoding(Stream file)
    {
        // A sign that is no character in the place of such bytes; U+FFFD stands in files as one.
        var marking = (Encoding)Strict.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback("\uFFFF");
        file.Position = 0;
        using var text = new StreamReader(file, marking, detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
        var line = 1;
        while (text.Read() is var character and >= 0 and not '\uFFFF')
        {
            line += character == '\n' ? 1 : 0;
        }

        return new InvalidDataException($"Line {line}: it is not UTF-8.");
    }

    private static string? ReadLine(StreamReader text, Stream file)
    {
        try
        {
            return text.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw OtherEncoding(file);
        }
    }

    /// <summary>
    /// The time of a cell, in UTC. An export writes ISO 8601 in UTC. What a spreadsheet or Export-Csv has made of it is in the form of the user's
    /// culture; without an offset it still is the UTC that it was made of.
    /// </summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTimeOffset ParseTime(string text)
    {
        // By its form and not by trial: another culture may read the same digits as another day.
        var culture = text.Length > YearDigits && text[YearDigits] == '-' ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture;
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"'{DisplayText.Clean(text)}' is no time. It must be as 2026-01-31T13:45:00.000Z, or as the culture of this session writes it ({culture.DateTimeFormat.ShortDatePattern}).");
    }
}
