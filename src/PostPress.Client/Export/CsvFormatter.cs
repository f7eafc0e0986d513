using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PostPress.Client;

/// <summary>CSV as RFC 4180 has it, the delimiter aside, with CRLF, dates as ISO 8601 in UTC, a column for each property of <see cref="UserRelation"/>.</summary>
internal sealed class CsvFormatter : IRelationFormatter
{
    /// <summary>The columns, in their order.</summary>
    public static readonly string[] Columns =
    [
        nameof(UserRelation.AccountId), nameof(UserRelation.FirstName), nameof(UserRelation.LastName), nameof(UserRelation.Headline),
        nameof(UserRelation.PublicIdentifier), nameof(UserRelation.PublicProfileUrl), nameof(UserRelation.CreatedAt), nameof(UserRelation.MemberId),
        nameof(UserRelation.MemberUrn), nameof(UserRelation.ConnectionUrn), nameof(UserRelation.ProfilePictureUrl),
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly CsvConfiguration _configuration;
    private readonly FormulaCell? _formulas;
    private readonly MemoryStream _buffer = new();
    private readonly CsvWriter _csv;

    public CsvFormatter(bool byteOrderMark, bool spreadsheetSafe, char delimiter = ',')
    {
        _configuration = Configuration(delimiter);
        _formulas = spreadsheetSafe ? new FormulaCell(delimiter) : null;
        _csv = new CsvWriter(new StreamWriter(_buffer, Utf8, bufferSize: 64 * 1024), _configuration);
        Preamble = [.. byteOrderMark ? Encoding.UTF8.GetPreamble() : [], .. Utf8.GetBytes(string.Join(_configuration.Delimiter, Columns) + "\r\n")];
    }

    public byte[] Preamble { get; }

    public ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations)
    {
        _buffer.SetLength(0);
        foreach (var relation in relations)
        {
            Write(relation);
            _csv.NextRecord();
        }

        _csv.Flush();
        return new ArraySegment<byte>(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    public IEnumerable<UserRelation> ReadRelations(Stream file)
    {
        using var relations = new CsvRelations(file, _configuration.Delimiter[0], _formulas);
        foreach (var relation in relations.ReadAll())
        {
            yield return relation;
        }
    }

    private static CsvConfiguration Configuration(char delimiter)
    {
        char[] quotedCharacters = [delimiter, '"', '\r', '\n'];
        return new(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            NewLine = "\r\n",
            // Where NewLine is set, CsvHelper's own rule looks for that one only, and leaves half a line break bare; RFC 4180 quotes CR and LF alike.
            ShouldQuote = args => NeedsQuotes(args.Field, quotedCharacters),
        };
    }

    private static bool NeedsQuotes(string? text, char[] quotedCharacters) =>
        text?.Length > 0 && (text[0] == ' ' || text[^1] == ' ' || text.IndexOfAny(quotedCharacters) >= 0);

    private void Write(UserRelation relation)
    {
        Write(relation.AccountId);
        Write(relation.FirstName);
        Write(relation.LastName);
        Write(relation.Headline);
        Write(relation.PublicIdentifier);
        Write(relation.PublicProfileUrl);
        _csv.WriteField(relation.CreatedAt?.ToUniversalTime().ToString(ExportTime.Format, CultureInfo.InvariantCulture));
        Write(relation.MemberId);
        Write(relation.MemberUrn);
        Write(relation.ConnectionUrn);
        Write(relation.ProfilePictureUrl);
    }

    private void Write(string? text) => _csv.WriteField(_formulas is null ? text : _formulas.Neutralise(text));
}
