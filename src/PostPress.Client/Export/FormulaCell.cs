using System.Diagnostics.CodeAnalysis;
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

    private static readonly char[] FormulaCharacters = ['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

    // What does not show may be passed over like a blank.
    private const string Blanks = "[\\s\\p{Cc}\\p{Cf}\"]*";

    private readonly char[] _separators;
    private readonly Regex _withoutApostrophe;
    private readonly Regex _unprotected;
    private readonly Regex _protected;

    public FormulaCell(char delimiter)
    {
        _separators = [',', ';', '\t', '\r', '\n', delimiter];
        var beginning = $"(?:^|[,;\\t\\r\\n\\u{(int)delimiter:X4}])";
        _withoutApostrophe = new Regex($"{Formula}(?<={beginning}{Blanks}{Formula})", RegexOptions.CultureInvariant);
        _unprotected = new Regex($"(?={Formula})(?<={beginning}{Blanks}'*)", RegexOptions.CultureInvariant);
        _protected = new Regex($"(?<={beginning}{Blanks})'(?='*{Formula})", RegexOptions.CultureInvariant);
    }

    /// <summary>The text as it may stand in a cell.</summary>
    public string? Neutralise(string? text) => MayHold(text) ? _unprotected.Replace(text, "'") : text;

    /// <summary>Whether somewhere in a line of a file an apostrophe is missing: nowhere in a file of cells that <see cref="Neutralise"/> gave.</summary>
    public bool HasUnprotected(string line) => _withoutApostrophe.IsMatch(line);

    /// <summary>The text that a cell was made from.</summary>
    public string? Restore(string? cell) => MayHold(cell) ? _protected.Replace(cell, "") : cell;

    // Most texts are told by a look, which is far faster: a formula has its sign, at the beginning or after a separator.
    private bool MayHold([NotNullWhen(true)] string? text) =>
        text?.Length > 0 && text.IndexOfAny(FormulaCharacters) >= 0 && (!char.IsLetterOrDigit(text[0]) || text.IndexOfAny(_separators) >= 0);
}
