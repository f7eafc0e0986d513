using System.Globalization;
using System.Text;

namespace PostPress;

/// <summary>
/// Makes text that strangers wrote safe to show: control characters, which a terminal obeys, and characters that can't be seen or that turn
/// the direction of text around, which hide what is said, become spaces. Used by every view, by <c>ToString()</c> and by messages.
/// </summary>
public static class DisplayText
{
    private const char Joiner = '\u200D';

    /// <summary>The text in one line, with every run of whitespace and unsafe characters as one space.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text!.Length);
        for (int at = 0, length; at < text.Length; at += length)
        {
            // A surrogate without its other half is unsafe, and has a length of 1.
            length = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (!char.IsWhiteSpace(text, at) && !IsUnsafe(text, at))
            {
                clean.Append(text, at, length);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    // Format characters include the tags (U+E0020 to U+E007F), which spell out text that nobody sees. The flags of England, Scotland and Wales
    // are spelled with them too, and are shown as a black flag: a list of harmless sequences would have to be kept up to date.
    private static bool IsUnsafe(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at) switch
    {
        UnicodeCategory.Format => text[at] != Joiner || !IsJoining(text, at),
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => false,
    };

    // A joiner holds the parts of an emoji together, and in Sinhala and other scripts of India the signs of a syllable. Between letters, at
    // an end or behind another joiner it only makes two texts differ that look the same.
    private static bool IsJoining(string text, int at)
    {
        if (at == 0 || at == text.Length - 1)
        {
            return false;
        }

        var before = CharUnicodeInfo.GetUnicodeCategory(text, at - (at > 1 && char.IsSurrogatePair(text, at - 2) ? 2 : 1));
        var after = CharUnicodeInfo.GetUnicodeCategory(text, at + 1);
        return (IsPartOfEmoji(before) || before is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierSymbol)
            && (IsPartOfEmoji(after) || after is UnicodeCategory.OtherLetter);
    }

    // Not assigned: what is newer than the tables of this .NET. Arrows are symbols of mathematics.
    private static bool IsPartOfEmoji(UnicodeCategory category) =>
        category is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherNotAssigned;
}
