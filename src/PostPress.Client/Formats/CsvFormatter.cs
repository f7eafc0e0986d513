using System.Globalization;
using System.Text;

namespace PostPress.Client;

/// <summary>
/// CSV as RFC 4180 has it, the delimiter aside, with CRLF, dates as ISO 8601 in UTC, a column for each property of <see cref="UserRelation"/>.
/// Texts go from the page to the file in the UTF-8 that they came in.
/// </summary>
internal sealed class CsvFormatter : IRelationFormatter
{
    /// <summary>The columns, in their order.</summary>
    public static readonly string[] Columns =
    [
        nameof(UserRelation.AccountId), nameof(UserRelation.FirstName), nameof(UserRelation.LastName), nameof(UserRelation.Headline),
        nameof(UserRelation.PublicIdentifier), nameof(UserRelation.PublicProfileUrl), nameof(UserRelation.CreatedAt), nameof(UserRelation.MemberId),
        nameof(UserRelation.MemberUrn), nameof(UserRelation.ConnectionUrn), nameof(UserRelation.ProfilePictureUrl),
    ];

    private readonly char _delimiter;
    private readonly FormulaCell? _formulas;
    private readonly CsvRow _rows;

    public CsvFormatter(bool byteOrderMark, bool spreadsheetSafe, char delimiter = ',')
    {
        _delimiter = delimiter;
        _formulas = spreadsheetSafe ? new FormulaCell(delimiter) : null;
        _rows = new CsvRow(delimiter);
        Preamble = [.. byteOrderMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(string.Join(delimiter.ToString(), Columns) + "\r\n")];
    }

    public byte[] Preamble { get; }

    public ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations)
    {
        _rows.Clear();
        foreach (var relation in relations)
        {
            Write(relation);
        }

        return _rows.Written;
    }

    public IEnumerable<UserRelation> ReadRelations(Stream file)
    {
        using var relations = new CsvRelations(file, _delimiter, _formulas);
        foreach (var relation in relations.ReadAll())
        {
            yield return relation;
        }
    }

    private void Write(UserRelation relation)
    {
        Write(relation.AccountId);
        Write(relation, RelationText.FirstName);
        Write(relation, RelationText.LastName);
        Write(relation, RelationText.Headline);
        Write(relation, RelationText.PublicIdentifier);
        Write(relation, RelationText.PublicProfileUrl);
        Write(relation.CreatedAt);
        Write(relation, RelationText.MemberId);
        Write(relation, RelationText.MemberUrn);
        Write(relation, RelationText.ConnectionUrn);
        Write(relation, RelationText.ProfilePictureUrl);
        _rows.End();
    }

    private void Write(string? text) => _rows.Add(_formulas is null ? text : _formulas.Neutralise(text));

    private void Write(DateTimeOffset? time)
    {
#if NET
        // .NET has a quick path for the round-trip form alone; but for the last digits and the offset it is the form of an export.
        Span<byte> field = stackalloc byte["2026-01-31T13:45:00.0000000+00:00".Length];
        var length = 0;
        if (time?.ToUniversalTime().TryFormat(field, out _, "O", CultureInfo.InvariantCulture) == true)
        {
            length = ExportTime.Format.Length;
            field[length - 1] = (byte)'Z';
        }

        _rows.Add(field[..length]);
#else
        _rows.Add(time?.ToUniversalTime().ToString(ExportTime.Format, CultureInfo.InvariantCulture));
#endif
    }

    private void Write(UserRelation relation, RelationText text)
    {
        var utf8 = relation.Utf8(text);
        if (_formulas is not null && _formulas.MayHold(utf8))
        {
            Write(relation.Read(text));
        }
        else
        {
            _rows.Add(utf8);
        }
    }
}
