namespace PostPress.Client;

/// <summary>
/// How far the reading of one account is: enough to go on in another run, together with the relations that were handed on,
/// in their order. An export keeps it in its journal.
/// </summary>
public sealed record ReadState
{
    /// <summary>The beginning of a list.</summary>
    public static ReadState Begin { get; } = new();

    /// <summary>The cursor of the page that comes next; <see langword="null"/> at the beginning of a list.</summary>
    public string? Cursor { get; init; }
}
