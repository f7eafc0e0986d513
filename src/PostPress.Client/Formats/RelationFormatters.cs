namespace PostPress.Client;

/// <summary>Makes the formatter for a file.</summary>
internal static class RelationFormatters
{
    // As many relations as a page has, so that writing a list anew needs no more memory than reading it.
    private const int RowsAtOnce = 1000;

    public static IRelationFormatter Create(ExportRequest request) => request.Format == ExportFormat.Csv
        ? new CsvFormatter(request.ByteOrderMark, request.SpreadsheetSafe, request.Delimiter)
        : new JsonLinesFormatter();

    /// <summary>The bytes of any number of relations, in parts; each valid until the next.</summary>
    public static IEnumerable<ArraySegment<byte>> FormatAll(this IRelationFormatter formatter, IEnumerable<UserRelation> relations)
    {
        List<UserRelation> rows = [];
        foreach (var relation in relations)
        {
            rows.Add(relation);
            if (rows.Count == RowsAtOnce)
            {
                yield return formatter.Format(rows);
                rows.Clear();
            }
        }

        yield return formatter.Format(rows);
    }
}
