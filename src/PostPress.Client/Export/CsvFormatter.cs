using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PostPress.Client;

/// <summary>CSV as RFC 4180 has it, the delimiter aside, with CRLF, dates as ISO 8601 in UTC, a column for each property of <see cref="UserRelation"/>.</summary>
internal sealed class CsvFormatter : IRelationFormatter
{
    private const string DateFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] Columns =
    [
        nameof(UserRelation.AccountId), nameof(UserRelation.FirstName), nameof(UserRelation.LastName), nameof(UserRelation.Headline),
        nameof(UserRelation.PublicIdentifier), nameof(UserRelation.PublicProfileUrl), nameof(UserRelation.CreatedAt), nameof(UserRelation.MemberId),
        nameof(UserRelation.MemberUrn), nameof(UserRelation.ConnectionUrn), nameof(UserRelation.ProfilePictureUrl),
    ];

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
        using var text = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        using var csv = new CsvReader(text, _configuration);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return new UserRelation
            {
                AccountId = Read(csv, nameof(UserRelation.AccountId)),
                FirstName = Read(csv, nameof(UserRelation.FirstName)),
                LastName = Read(csv, nameof(UserRelation.LastName)),
                Headline = Read(csv, nameof(UserRelation.Headline)),
                PublicIdentifier = Read(csv, nameof(UserRelation.PublicIdentifier)),
                PublicProfileUrl = Read(csv, nameof(UserRelation.PublicProfileUrl)),
                CreatedAt = Read(csv, nameof(UserRelation.CreatedAt)) is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
                MemberId = Read(csv, nameof(UserRelation.MemberId)),
                MemberUrn = Read(csv, nameof(UserRelation.MemberUrn)),
                ConnectionUrn = Read(csv, nameof(UserRelation.ConnectionUrn)),
                ProfilePictureUrl = Read(csv, nameof(UserRelation.ProfilePictureUrl)),
            };
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
        _csv.WriteField(relation.CreatedAt?.ToUniversalTime().ToString(DateFormat, CultureInfo.InvariantCulture));
        Write(relation.MemberId);
        Write(relation.MemberUrn);
        Write(relation.ConnectionUrn);
        Write(relation.ProfilePictureUrl);
    }

    private void Write(string? text) => _csv.WriteField(_formulas is null ? text : _formulas.Neutralise(text));

    // CSV has one empty cell for both, an empty text and none.
    private string? Read(CsvReader csv, string column) =>
        csv.GetField(column) is { Length: > 0 } cell ? _formulas is null ? cell : _formulas.Restore(cell) : null;
}
