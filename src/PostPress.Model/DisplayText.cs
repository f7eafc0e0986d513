using System.Globalization;
using System.Text;

namespace PostPress;

/// <summary>
/// Makes text that strangers wrote fit for a terminal: control characters, which a terminal obeys, and marks that turn the
/// direction of text around, which hide what is said, become spaces. Used by the table and list views and by error texts.
/// </summary>
public static class DisplayText
{
    /// <summary>The text in one line, with every run of spaces and unsafe characters as one space.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text!.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !IsUnsafe(c))
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    // The zero-width joiner (U+200D) is a format character too, but it holds family emoji together.
    private static bool IsUnsafe(char c) => c != '\u200D' && char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
