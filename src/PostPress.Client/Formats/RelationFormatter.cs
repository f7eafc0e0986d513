namespace PostPress.Client;

/// <summary>Turns relations into the bytes of a file, and reads them back.</summary>
internal abstract class RelationFormatter : IDisposable
{
    // As many relations as a page has, so that rewriting a list needs no more memory than reading it.
    private const int RowsAtOnce = 1000;

    /// <summary>The bytes at the beginning of the file.</summary>
    public abstract byte[] Preamble { get; }

    /// <summary>The bytes of a page's relations; valid until the next call.</summary>
    public abstract ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations);

    /// <summary>Reads back what was written, in the file's order, from its beginning; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">A line can't be read; the message says which, and why.</exception>
    public abstract IEnumerable<UserRelation> ReadRelations(Stream file);

    /// <summary>The account of each row, from the beginning of the file; the stream stays open. A row must have its form, but its values may be anything.</summary>
    /// <param name="file">The file.</param>
    /// <param name="others">Takes the names of the columns that a relation does not have, as they appear: nothing of ours.</param>
    /// <exception cref="InvalidDataException">It is not a list of relations, or a line can't be read; the message says which, and why.</exception>
    public abstract IEnumerable<string?> ReadAccounts(Stream file, ICollection<string> others);

    /// <summary>The bytes of any number of relations, in parts; each valid until the next.</summary>
    public IEnumerable<ArraySegment<byte>> FormatAll(IEnumerable<UserRelation> relations)
    {
        List<UserRelation> rows = [];
        foreach (var relation in relations)
        {
            rows.Add(relation);
            if (rows.Count == RowsAtOnce)
            {
                yield return Format(rows);
                rows.Clear();
            }
        }

        yield return Format(rows);
    }

    /// <summary>Gives back what the formatter holds.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>How a file of relations is written.</summary>
/// <param name="Format">CSV or JSON Lines; the rest is for CSV.</param>
/// <param name="Delimiter">The character between two fields.</param>
/// <param name="ByteOrderMark">Whether the file begins with the BOM by which Excel knows UTF-8.</param>
/// <param name="SpreadsheetSafe">Whether cells that a spreadsheet would run as formulas are neutralised.</param>
internal sealed record FileFormat(ExportFormat Format, char Delimiter = ',', bool ByteOrderMark = false, bool SpreadsheetSafe = false)
{
    private const int BeginningLength = 16 * 1024;

    /// <summary>
    /// Recognises a file by its beginning: JSON Lines by the brace, CSV by the character between the names of the columns, in whatever order.
    /// <see langword="null"/> where it is neither.
    /// </summary>
    public static FileFormat? Of(Stream file)
    {
        var lines = FileText.Beginning(file, BeginningLength).Split('\r', '\n');
        var first = lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line) && !CsvRelationReader.IsBeforeHeader(line)) ?? "";
        if (first.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return new FileFormat(ExportFormat.JsonLines);
        }

        var (delimiter, columns) = first.Where(IsDelimiter).Distinct().Append(',')
            .Select(candidate => (Delimiter: candidate, Columns: CountColumns(first, candidate)))
            .OrderByDescending(split => split.Columns)
            .First();
        return columns == 0 ? null : new FileFormat(ExportFormat.Csv, delimiter);
    }

    public RelationFormatter CreateFormatter() => Format == ExportFormat.Csv ? new CsvFormatter(this) : new JsonLinesFormatter();

    // What -Delimiter takes.
    private static bool IsDelimiter(char character) => character is not ('"' or ' ') && !char.IsLetterOrDigit(character) && !char.IsSurrogate(character);

    private static int CountColumns(string header, char delimiter) =>
        header.Split(delimiter).Select(name => name.Trim().Trim('"').Trim())
            .Intersect(RelationFields.All.Select(field => field.Property), StringComparer.OrdinalIgnoreCase).Count();
}
