namespace PostPress.Client;

/// <summary>One page of the list of accounts, or one account alone.</summary>
/// <param name="Accounts">The accounts, in the server's order.</param>
/// <param name="NextCursor">The cursor of the page after it; <see langword="null"/> where this is the last one.</param>
/// <param name="Unreadable">Those accounts of which a field could not be read.</param>
internal sealed record AccountPage(IReadOnlyList<PostPressAccount> Accounts, string? NextCursor, UnreadableFields Unreadable);
