namespace PostPress;

/// <summary>
/// One LinkedIn connection ("relation") of a linked account, as the API gave it. Every text is what its owner wrote:
/// any Unicode, line breaks and control characters included; only the table and list views clean it.
/// </summary>
/// <remarks>
/// The properties are <c>init</c>, so that PowerShell can cast a hashtable to a relation
/// (<c>[PostPress.UserRelation]@{ FirstName = 'Ada' }</c>) in tests of scripts that take relations.
/// The order of the properties is the order of the columns in an export.
/// </remarks>
public sealed class UserRelation
{
    /// <summary>The linked account whose connection this is; the <c>-AccountId</c> that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The line under the name on the profile.</summary>
    public string? Headline { get; init; }

    /// <summary>The last part of the profile's address, e.g. <c>jordan-walke</c>.</summary>
    public string? PublicIdentifier { get; init; }

    /// <summary>The profile's address.</summary>
    public string? PublicProfileUrl { get; init; }

    /// <summary>
    /// When the connection was made, in UTC; <see langword="null"/> where the API gave no time.
    /// A <see cref="DateTimeOffset"/>, because a <see cref="DateTime"/> in UTC compares wrongly with <c>Get-Date</c>.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The member's id, e.g. <c>ACoAACr-1eYBl…</c>; the same person has the same id on every page.</summary>
    public string? MemberId { get; init; }

    /// <summary>The member's URN, e.g. <c>urn:li:fsd_profile:ACoAACr-1eYBl…</c>.</summary>
    public string? MemberUrn { get; init; }

    /// <summary>The connection's URN, e.g. <c>urn:li:fsd_connection:(ACoAABxyz…,ACoAACr-1eYBl…)</c>.</summary>
    public string? ConnectionUrn { get; init; }

    /// <summary>The address of the profile's picture; <see langword="null"/> where there is none.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>The name as a person would write it, for messages such as <c>"Hello $relation"</c>.</summary>
    public override string ToString() => $"{FirstName} {LastName}".Trim();
}
