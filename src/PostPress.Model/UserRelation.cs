using System.Text;

namespace PostPress;

/// <summary>
/// One LinkedIn connection ("relation") of a linked account, as the API gave it. Every text is what its owner wrote:
/// any Unicode, line breaks and control characters included; only the views and <see cref="ToString"/> clean it.
/// </summary>
/// <remarks>
/// The properties are <c>init</c>, so that PowerShell can cast a hashtable to a relation
/// (<c>[PostPress.UserRelation]@{ FirstName = 'Ada' }</c>) in tests of scripts that take relations.
/// The order of the properties is the order of the columns in an export.
/// </remarks>
public sealed class UserRelation
{
    /// <summary>Makes an empty one, whose properties an initializer sets.</summary>
    public UserRelation()
    {
    }

    /// <summary>Makes one of texts as they came.</summary>
    internal UserRelation(RelationTexts texts) => Texts = texts;

    /// <summary>The linked account whose connection this is; the <c>-AccountId</c> that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get => field ??= Texts.Read(RelationFields.FirstName); init; }

    /// <summary>The last name.</summary>
    public string? LastName { get => field ??= Texts.Read(RelationFields.LastName); init; }

    /// <summary>The line under the name on the profile.</summary>
    public string? Headline { get => field ??= Texts.Read(RelationFields.Headline); init; }

    /// <summary>The last part of the profile's address, e.g. <c>jordan-walke</c>.</summary>
    public string? PublicIdentifier { get => field ??= Texts.Read(RelationFields.PublicIdentifier); init; }

    /// <summary>The profile's address.</summary>
    public string? PublicProfileUrl { get => field ??= Texts.Read(RelationFields.PublicProfileUrl); init; }

    /// <summary>
    /// When the connection was made, in UTC; <see langword="null"/> where the API gave no time.
    /// A <see cref="DateTimeOffset"/>, because a <see cref="DateTime"/> in UTC compares wrongly with <c>Get-Date</c>.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The member's id, e.g. <c>ACoAACr-1eYBl…</c>; the same person has the same id on every page.</summary>
    public string? MemberId { get => field ??= Texts.Read(RelationFields.MemberId); init; }

    /// <summary>The member's URN, e.g. <c>urn:li:fsd_profile:ACoAACr-1eYBl…</c>.</summary>
    public string? MemberUrn { get => field ??= Texts.Read(RelationFields.MemberUrn); init; }

    /// <summary>The connection's URN, e.g. <c>urn:li:fsd_connection:(ACoAABxyz…,ACoAACr-1eYBl…)</c>.</summary>
    public string? ConnectionUrn { get => field ??= Texts.Read(RelationFields.ConnectionUrn); init; }

    /// <summary>The address of the profile's picture; <see langword="null"/> where there is none.</summary>
    public string? ProfilePictureUrl { get => field ??= Texts.Read(RelationFields.ProfilePictureUrl); init; }

    /// <summary>The strings as they came, of which each property makes its .NET string when it is first read; empty where this was made of .NET strings.</summary>
    internal RelationTexts Texts { get; }

    /// <summary>Whether a field has a value, which may be an empty string.</summary>
    internal bool Has(RelationField field) => Texts.IsEmpty ? field.Read(this) is not null : Texts.Has(field);

    /// <summary>A field in UTF-8; empty where it is missing.</summary>
    internal ArraySegment<byte> Utf8(RelationField field) =>
        !Texts.IsEmpty ? Texts.Utf8(field) : field.Read(this) is { Length: > 0 } made ? new(Encoding.UTF8.GetBytes(made)) : new([]);

    /// <summary>The name in one line that is safe to show or to log, for messages such as <c>"Hello $relation"</c>.</summary>
    public override string ToString() => DisplayText.Clean($"{FirstName} {LastName}");
}
