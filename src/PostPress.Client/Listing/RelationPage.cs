namespace PostPress.Client;

/// <summary>One page as it is handed on. The last ones of a list can be without relations: they only say how its verification went.</summary>
/// <param name="Relations">The relations, in the server's order.</param>
/// <param name="NextCursor">The cursor of the page after it; <see langword="null"/> where the API says that this is the last one.</param>
public sealed record RelationPage(IReadOnlyList<UserRelation> Relations, string? NextCursor)
{
    /// <summary>Where a later run goes on after this page: <see cref="RelationQuery.State"/>.</summary>
    public ReadState State { get; init; } = ReadState.Begin;

    /// <summary>How the verification of the list ended; <see langword="null"/> before the end of a list, and where only a part of it is read.</summary>
    public ListCheck? Check { get; init; }

    /// <summary>Those relations of which a field could not be read; <see langword="null"/> where all could.</summary>
    public UnreadableFields? Unreadable { get; init; }
}
