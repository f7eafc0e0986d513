using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>How far one account of an export is.</summary>
internal sealed record AccountProgress
{
    public required string Id { get; init; }

    /// <summary>Where its reading resumes; <see langword="null"/> at its beginning.</summary>
    [JsonPropertyName("State")]
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>How its list was found to be; <see langword="null"/> until it has been read to its end.</summary>
    public ListCheck? Check { get; init; }

    /// <summary>Its relations in the work file.</summary>
    public long Rows { get; init; }
}
