namespace PostPress.Client;

/// <summary>
/// Cells that a spreadsheet would run (OWASP, "CSV injection"). CsvHelper puts an apostrophe before them; it looks at the first character
/// only, and a spreadsheet may look past blanks and quotes, so these are taken away where a formula follows, and only there.
/// </summary>
internal static class FormulaCell
{
    /// <summary>What makes a formula, also as the full-width characters that East Asian spreadsheets take for the same.</summary>
    public static readonly char[] FirstCharacters = ['=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

    /// <summary>The text with the formula's first character in front, where there is one.</summary>
    public static string? Bare(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (FirstCharacters.Contains(text[i]))
            {
                return text[i..];
            }

            if (!char.IsWhiteSpace(text[i]) && text[i] is not ('"' or '\''))
            {
                break;
            }
        }

        return text;
    }
}
