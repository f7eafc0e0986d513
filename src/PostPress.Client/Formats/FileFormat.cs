namespace PostPress.Client;

/// <summary>How a file is written that holds relations, as its beginning tells.</summary>
internal sealed record FileFormat(ExportFormat Format, char Delimiter)
{
    private const int BeginningLength = 16 * 1024;

    /// <summary>
    /// JSON Lines by the brace; CSV by the sign between the names of the columns, in whatever order. <see langword="null"/> where it is
    /// neither.
    /// </summary>
    public static FileFormat? Of(Stream file)
    {
        var lines = ExportText.Beginning(file, BeginningLength).Split('\r', '\n');
        var first = lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line) && !CsvRelations.IsBeforeHeader(line)) ?? "";
        if (first.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return new FileFormat(ExportFormat.JsonLines, Delimiter: ',');
        }

        var (delimiter, columns) = first.Where(IsDelimiter).Distinct().Append(',')
            .Select(candidate => (Delimiter: candidate, Columns: CountColumns(first, candidate)))
            .OrderByDescending(split => split.Columns)
            .First();
        return columns == 0 ? null : new FileFormat(ExportFormat.Csv, delimiter);
    }

    public IRelationFormatter CreateFormatter(bool spreadsheetSafe) => Format == ExportFormat.Csv
        ? new CsvFormatter(byteOrderMark: false, spreadsheetSafe, Delimiter)
        : new JsonLinesFormatter();

    // What -Delimiter takes.
    private static bool IsDelimiter(char character) => character is not ('"' or ' ') && !char.IsLetterOrDigit(character) && !char.IsSurrogate(character);

    private static int CountColumns(string header, char delimiter) =>
        header.Split(delimiter).Select(name => name.Trim().Trim('"').Trim()).Intersect(CsvFormatter.Columns, StringComparer.OrdinalIgnoreCase).Count();
}
