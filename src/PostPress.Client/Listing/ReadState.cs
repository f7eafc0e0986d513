namespace PostPress.Client;

/// <summary>
/// How far the reading of one account is: enough to go on in another run, together with the relations that were handed on,
/// in their order. An export keeps it in its journal.
/// </summary>
public sealed record ReadState
{
    /// <summary>The beginning of a list.</summary>
    public static ReadState Begin { get; } = new();

    /// <summary>The cursor of the page that comes next; <see langword="null"/> at the beginning of a list, and at its end.</summary>
    public string? Cursor { get; init; }

    /// <summary>Pages that this pass has read. A pass is one reading from the first page to the last.</summary>
    public long Pages { get; init; }

    /// <summary>Which pass this is, from 1; a list that moved is read in another one.</summary>
    public int Pass { get; init; } = 1;

    /// <summary>Whether the pass is at its end, and the list is being verified.</summary>
    public bool AtEnd { get; init; }

    /// <summary>Whether a pass has come to the end of the list: who is new from then on has just connected, or was missed.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Relations in this pass. Of those that were handed on, the first so many are in its order; late finds follow them.</summary>
    public long Length { get; init; }

    /// <summary>Relations that came again in this pass, because the list grew.</summary>
    public long Duplicates { get; init; }

    /// <summary>Late finds so far: people who connected while the list was read.</summary>
    public long Added { get; init; }

    /// <summary>Late finds so far: people whom the first reading had missed.</summary>
    public long Missed { get; init; }

    /// <summary>The pages that can be asked for again to see whether the list has moved.</summary>
    public IReadOnlyList<PageMark> Marks { get; init; } = [];
}

/// <summary>A page that was read, to be asked for again.</summary>
public sealed record PageMark
{
    /// <summary>The page's number in its pass, from 1.</summary>
    public required long Page { get; init; }

    /// <summary>The cursor that it was asked for with; <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many relations it had.</summary>
    public required int Count { get; init; }

    /// <summary>The place of its first relation in the pass, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Whether the run ended after it: the list had hours to move before the next page was read.</summary>
    public bool BeforeGap { get; init; }
}
