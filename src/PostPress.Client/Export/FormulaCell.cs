using System.Text.RegularExpressions;

namespace PostPress.Client;

/// <summary>
/// Cells that a spreadsheet would run (OWASP, "CSV injection"). A spreadsheet splits a line at the separator of its locale, comma, semicolon
/// or tab, and quotes mean nothing to it where they do not stand at the beginning of its own cell. So a formula may begin wherever a text
/// begins or goes on after a separator, blanks and quotes aside: an apostrophe is put before it there, one more where some stand already.
/// </summary>
internal sealed class FormulaCell
{
    // Also the full-width characters, which East Asian spreadsheets take for the same.
    private const string Formula = "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]";

    // What does not show may be passed over like a blank.
    private const string Blanks = "[\\s\\p{Cc}\\p{Cf}\"]*";

    private readonly Regex _bare;
    private readonly Regex _unprotected;
    private readonly Regex _protected;

    public FormulaCell(char delimiter)
    {
        var beginning = $"(?:^|[,;\\t\\r\\n\\u{(int)delimiter:X4}])";
        _bare = new Regex($"(?={Formula})(?<={beginning}{Blanks})", RegexOptions.CultureInvariant);
        _unprotected = new Regex($"(?={Formula})(?<={beginning}{Blanks}'*)", RegexOptions.CultureInvariant);
        _protected = new Regex($"(?<={beginning}{Blanks})'(?='*{Formula})", RegexOptions.CultureInvariant);
    }

    /// <summary>The text as it may stand in a cell.</summary>
    public string? Neutralise(string? text) => text is null ? null : _unprotected.Replace(text, "'");

    /// <summary>Whether no apostrophe stands where one belongs: never in what <see cref="Neutralise"/> gave.</summary>
    public bool IsBare(string? cell) => cell is not null && _bare.IsMatch(cell);

    /// <summary>The text that a cell was made from.</summary>
    public string? Restore(string? cell) => cell is null ? null : _protected.Replace(cell, "");
}
