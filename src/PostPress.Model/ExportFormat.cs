namespace PostPress;

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>RFC 4180 with a header line, a column for each property of <see cref="UserRelation"/>.</summary>
    Csv,

    /// <summary>One JSON object a line, with the API's field names.</summary>
    JsonLines,
}
