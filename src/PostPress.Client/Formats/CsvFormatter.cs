using System.Globalization;
using System.Text;

namespace PostPress.Client;

/// <summary>
/// CSV after RFC 4180, the delimiter aside, with CRLF, dates in ISO 8601 and UTC, and a column for each field of a relation.
/// Strings go from the page to the file in the UTF-8 that they came in.
/// </summary>
internal sealed class CsvFormatter : RelationFormatter
{
    private readonly FileFormat _format;
    private readonly FormulaCell? _formulas;
    private readonly CsvRow _rows;

    public CsvFormatter(FileFormat format)
    {
        _format = format;
        _formulas = format.SpreadsheetSafe ? new FormulaCell(format.Delimiter) : null;
        _rows = new CsvRow(format.Delimiter);
        var header = string.Join(format.Delimiter.ToString(), RelationFields.All.Select(field => field.Property));
        Preamble = [.. format.ByteOrderMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(header + "\r\n")];
    }

    public override byte[] Preamble { get; }

    public override ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations)
    {
        _rows.Clear();
        foreach (var relation in relations)
        {
            foreach (var field in RelationFields.All)
            {
                Write(relation, field);
            }

            _rows.End();
        }

        return _rows.Written;
    }

    public override IEnumerable<UserRelation> ReadRelations(Stream file)
    {
        using var relations = new CsvRelationReader(file, _format.Delimiter, _formulas);
        foreach (var relation in relations.ReadAll())
        {
            yield return relation;
        }
    }

    public override IEnumerable<string?> ReadAccounts(Stream file, ICollection<string> others)
    {
        using var relations = new CsvRelationReader(file, _format.Delimiter, _formulas);
        foreach (var account in relations.ReadAccounts(others))
        {
            yield return account;
        }
    }

    private void Write(UserRelation relation, RelationField field)
    {
        if (field == RelationFields.CreatedAt)
        {
            Write(relation.CreatedAt);
        }
        else if (!field.IsText)
        {
            Write(field.Read(relation));
        }
        else if (relation.Utf8(field) is var utf8 && _formulas?.MayHold(utf8) == true)
        {
            Write(field.Read(relation));
        }
        else
        {
            _rows.Add(utf8);
        }
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
            length = FileText.TimeFormat.Length;
            field[length - 1] = (byte)'Z';
        }

        _rows.Add(field[..length]);
#else
        _rows.Add(time?.ToUniversalTime().ToString(FileText.TimeFormat, CultureInfo.InvariantCulture));
#endif
    }
}

/// <summary>
/// Writes rows of CSV in UTF-8, field by field. A field is quoted where RFC 4180 wants it (delimiter, quotation mark, CR, LF) and where it
/// begins or ends with whitespace or a control character, which readers drop: Import-Csv a space or a tab, others more.
/// </summary>
internal sealed class CsvRow
{
    private const byte Quote = (byte)'"';
    private const byte Delete = 0x7F;

    // Whitespace that is not ASCII, and the BOM.
    private static readonly byte[][] WideBlanks =
        [.. Enumerable.Range(0x80, char.MaxValue - 0x80).Select(code => (char)code).Where(character => char.IsWhiteSpace(character) || character == '\uFEFF').Select(character => Encoding.UTF8.GetBytes([character]))];

    private readonly byte[] _delimiter;

    // A delimiter of several bytes is looked for by its first: what is quoted without need is read the same.
    private readonly byte[] _quoted;
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private bool _hasFields;

    public CsvRow(char delimiter)
    {
        _delimiter = Encoding.UTF8.GetBytes([delimiter]);
        _quoted = [_delimiter[0], Quote, (byte)'\r', (byte)'\n'];
    }

    /// <summary>All rows since the last <see cref="Clear"/>; valid until something is added.</summary>
    public ArraySegment<byte> Written => new(_bytes, 0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds a field.</summary>
    public void Add(ReadOnlySpan<byte> field)
    {
        // Twice as many, if all of it were quotation marks.
        MakeRoom(_delimiter.Length + (2 * field.Length) + 2);
        if (_hasFields)
        {
            Append(_delimiter);
        }

        _hasFields = true;
        if (NeedsQuotes(field))
        {
            AppendQuoted(field);
        }
        else
        {
            Append(field);
        }
    }

    /// <summary>Adds a field; nothing for <see langword="null"/>.</summary>
    public void Add(string? field) => Add(string.IsNullOrEmpty(field) ? [] : Encoding.UTF8.GetBytes(field));

    /// <summary>Ends the row.</summary>
    public void End()
    {
        MakeRoom(2);
        Append("\r\n"u8);
        _hasFields = false;
    }

    private bool NeedsQuotes(ReadOnlySpan<byte> field) => field.Length > 0 && (HasBlankEnd(field) || field.IndexOfAny(_quoted) >= 0);

    private static bool HasBlankEnd(ReadOnlySpan<byte> field) =>
        field[0] is <= (byte)' ' or Delete || field[^1] is <= (byte)' ' or Delete || ((field[0] > Delete || field[^1] > Delete) && HasWideBlankEnd(field));

    private static bool HasWideBlankEnd(ReadOnlySpan<byte> field)
    {
        foreach (var blank in WideBlanks)
        {
            if (field.StartsWith(blank) || field.EndsWith(blank))
            {
                return true;
            }
        }

        return false;
    }

    private void AppendQuoted(ReadOnlySpan<byte> field)
    {
        _bytes[_length++] = Quote;
        while (field.IndexOf(Quote) is >= 0 and var place)
        {
            Append(field[..(place + 1)]);
            _bytes[_length++] = Quote;
            field = field[(place + 1)..];
        }

        Append(field);
        _bytes[_length++] = Quote;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void MakeRoom(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes));
        }
    }
}
