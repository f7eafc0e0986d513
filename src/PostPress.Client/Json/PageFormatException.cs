namespace PostPress.Client;

/// <summary>A body is not what was asked for.</summary>
internal sealed class PageFormatException(string reason, Exception? inner = null) : FormatException(reason, inner)
{
    /// <summary>The id of the error that it becomes.</summary>
    public string Id { get; private init; } = "not_a_list";

    /// <summary>Whether the body was right as far as it went: a retry can bring it whole.</summary>
    public bool IsTruncated { get; private init; }

    /// <summary>It is a list, but of something else than relations: the data is wrong, not the address.</summary>
    public static PageFormatException NotARelation(string reason) => new(reason) { Id = "not_a_relation" };

    /// <summary>Something in the place of an account is none.</summary>
    public static PageFormatException NotAnAccount(string reason) => new(reason) { Id = "not_an_account" };

    /// <summary>The same, where an account was asked for and no list.</summary>
    public PageFormatException InsteadOfAnAccount() => new(Message, this) { Id = "not_an_account", IsTruncated = IsTruncated };

    public static PageFormatException Truncated(long bytes) =>
        bytes == 0 ? new("it is empty or truncated at its beginning") { IsTruncated = true } : new($"it is truncated after byte {bytes}") { IsTruncated = true };
}
