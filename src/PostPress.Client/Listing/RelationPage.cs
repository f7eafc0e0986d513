using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>One page as it is handed on. The last ones of a list can be without relations: they only report how its verification went.</summary>
/// <param name="Relations">The relations, in the server's order.</param>
/// <param name="NextCursor">The cursor of the page after it; <see langword="null"/> where the API says that this is the last one.</param>
public sealed record RelationPage(IReadOnlyList<UserRelation> Relations, string? NextCursor)
{
    /// <summary>Where a later run resumes after this page: <see cref="RelationQuery.Checkpoint"/>.</summary>
    public Checkpoint Checkpoint { get; init; } = Checkpoint.Begin;

    /// <summary>How the verification of the list ended; <see langword="null"/> before the end of a list, and where only a part of it is read.</summary>
    public ListCheck? Check { get; init; }
}

/// <summary>What the verification of a list found: whether it moved while it was read, and whether everybody who stayed is there.</summary>
/// <param name="Verified">Whether the list had not moved where it was looked at again, or what had moved was read once more.</param>
/// <param name="Reason">Why it is not verified, a sentence for the user; <see langword="null"/> where it is.</param>
/// <param name="Added">Relations that connected while the list was read, found by the verification.</param>
/// <param name="Missed">Relations that the first pass had missed, because others left while it was read.</param>
/// <param name="Proven">Whether the verification proves that nobody was skipped: a list of a few pages, or two passes that agree.</param>
public sealed record ListCheck(
    [property: JsonPropertyName("Verified")] bool Verified,
    [property: JsonPropertyName("Reason")] string? Reason,
    [property: JsonPropertyName("Added")] long Added,
    [property: JsonPropertyName("Missed")] long Missed,
    [property: JsonPropertyName("Proven")] bool Proven = false);

/// <summary>
/// Where the reading of one account can resume in another run, together with the relations that were handed on, in their order. An export
/// keeps it in its journal, so its JSON names are pinned: an older journal must stay readable whatever a property is called.
/// </summary>
public sealed record Checkpoint
{
    /// <summary>The beginning of a list.</summary>
    public static Checkpoint Begin { get; } = new();

    /// <summary>The cursor of the page that comes next; <see langword="null"/> at the beginning of a list, and at its end.</summary>
    [JsonPropertyName("Cursor")]
    public string? Cursor { get; init; }

    /// <summary>Pages that this pass has read. A pass is one reading from the first page to the last.</summary>
    [JsonPropertyName("Pages")]
    public long Pages { get; init; }

    /// <summary>Which pass this is, from 1; a list that moved is read in another one.</summary>
    [JsonPropertyName("Pass")]
    public int Pass { get; init; } = 1;

    /// <summary>Whether the pass is at its end, and the list is being verified.</summary>
    [JsonPropertyName("AtEnd")]
    public bool AtEnd { get; init; }

    /// <summary>Whether a pass has come to the end of the list: who is new from then on has just connected, or was missed.</summary>
    [JsonPropertyName("HasEnded")]
    public bool HasEnded { get; init; }

    /// <summary>Relations in this pass. Of those that were handed on, the first so many are in its order; late finds follow them.</summary>
    [JsonPropertyName("Length")]
    public long Length { get; init; }

    /// <summary>Relations that came again in this pass, because the list grew.</summary>
    [JsonPropertyName("Duplicates")]
    public long Duplicates { get; init; }

    /// <summary>Late finds so far: people who connected while the list was read.</summary>
    [JsonPropertyName("Added")]
    public long Added { get; init; }

    /// <summary>Late finds so far: people whom the first pass had missed.</summary>
    [JsonPropertyName("Missed")]
    public long Missed { get; init; }

    /// <summary>The pages that can be requested again to see whether the list has moved.</summary>
    [JsonPropertyName("Marks")]
    public IReadOnlyList<PageMark> Marks { get; init; } = [];
}

/// <summary>A page that was read, to be requested again.</summary>
public sealed record PageMark
{
    /// <summary>The page's number in its pass, from 1.</summary>
    [JsonPropertyName("Page")]
    public required long Page { get; init; }

    /// <summary>The cursor that it was requested with; <see langword="null"/> for the first page.</summary>
    [JsonPropertyName("Cursor")]
    public string? Cursor { get; init; }

    /// <summary>How many relations it had.</summary>
    [JsonPropertyName("Count")]
    public required int Count { get; init; }

    /// <summary>The place of its first relation in the pass, from 0.</summary>
    [JsonPropertyName("Position")]
    public required int Position { get; init; }

    /// <summary>Whether the run ended after it: the list had hours to move before the next page was read.</summary>
    [JsonPropertyName("BeforeGap")]
    public bool BeforeGap { get; init; }
}
