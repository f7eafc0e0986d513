using System.Globalization;

namespace PostPress.Client;

/// <summary>
/// The time of a cell. An export writes ISO 8601 in UTC. What a spreadsheet or Export-Csv has made of it is in the form of the user's
/// culture; without an offset it still is the UTC that it was made of.
/// </summary>
public static class ExportTime
{
    internal const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private const int YearDigits = 4;

    /// <summary>The time that a text says, in UTC.</summary>
    /// <exception cref="FormatException">It is no time.</exception>
    public static DateTimeOffset Parse(string text)
    {
        // By its form and not by trial: another culture may read the same digits as another day.
        var culture = text.Length > YearDigits && text[YearDigits] == '-' ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture;
        return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"'{DisplayText.Clean(text)}' is no time. It must be as 2026-01-31T13:45:00.000Z, or as the culture of this session writes it ({culture.DateTimeFormat.ShortDatePattern}).");
    }
}
