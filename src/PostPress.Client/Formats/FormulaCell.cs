using System.Diagnostics.CodeAnalysis;
using System.Text;
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

    // The last one is the first byte of the full-width ones.
    private static ReadOnlySpan<byte> FormulaBytes => [(byte)'=', (byte)'+', (byte)'-', (byte)'@', 0xEF];

    // What does not show may be passed over like a blank.
    private const string Blanks = "[\\s\\p{Cc}\\p{Cf}\"]*";

    private readonly char[] _separators;
    private readonly byte[] _separatorBytes;
    private readonly Regex _withoutApostrophe;
    private readonly Regex _unprotected;
    private readonly Regex _protected;

    public FormulaCell(char delimiter)
    {
        _separators = [.. new[] { ',', ';', '\t', '\r', '\n', delimiter }.Distinct()];
        _separatorBytes = Encoding.UTF8.GetBytes(_separators);
        var beginning = $"(?:^|[,;\\t\\r\\n\\u{(int)delimiter:X4}])";
        _withoutApostrophe = new Regex($"{Formula}(?<={beginning}{Blanks}{Formula})", RegexOptions.CultureInvariant);
        _unprotected = new Regex($"(?={Formula})(?<={beginning}{Blanks}'*)", RegexOptions.CultureInvariant);
        _protected = new Regex($"(?<={beginning}{Blanks})'(?='*{Formula})", RegexOptions.CultureInvariant);
    }

    /// <summary>Whether <see cref="Neutralise"/> may change a text in UTF-8: of most a look at the bytes says no.</summary>
    public bool MayHold(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOfAny(FormulaBytes) >= 0 && (!IsAsciiLetterOrDigit(utf8[0]) || utf8.IndexOfAny(_separatorBytes) >= 0);

    /// <summary>The text as it may stand in a cell.</summary>
    public string? Neutralise(string? text) => MayHold(text) ? _unprotected.Replace(text, "'") : text;

    /// <summary>Whether somewhere in a line of a file an apostrophe is missing: nowhere in a file of cells that <see cref="Neutralise"/> gave.</summary>
    public bool HasUnprotected(string line) => _withoutApostrophe.IsMatch(line);

    /// <summary>The text that a cell was made from.</summary>
    public string? Restore(string? cell) => MayHold(cell) ? _protected.Replace(cell, "") : cell;

    // Most texts are told by a look, which is far faster: a formula has its sign, at the beginning or after a separator.
    private bool MayHold([NotNullWhen(true)] string? text) =>
        text?.Length > 0 && text.IndexOfAny(FormulaCharacters) >= 0 && (!char.IsLetterOrDigit(text[0]) || text.IndexOfAny(_separators) >= 0);

    private static bool IsAsciiLetterOrDigit(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
