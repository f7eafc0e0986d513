namespace PostPress.Client;

/// <summary>Makes the formatter for a file.</summary>
internal static class RelationFormatters
{
    public static IRelationFormatter Create(ExportRequest request) => request.Format == ExportFormat.Csv
        ? new CsvFormatter(request.ByteOrderMark, request.SpreadsheetSafe, request.Delimiter)
        : new JsonLinesFormatter();
}
