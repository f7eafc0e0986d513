namespace PostPress.Client;

/// <summary>One page as it is handed on.</summary>
/// <param name="Relations">The relations, in the server's order.</param>
/// <param name="NextCursor">The cursor of the page after it; <see langword="null"/> where this is the last one.</param>
public sealed record RelationPage(IReadOnlyList<UserRelation> Relations, string? NextCursor)
{
    /// <summary>Those relations of which a field could not be read; <see langword="null"/> where all could.</summary>
    public UnreadableFields? Unreadable { get; init; }
}
