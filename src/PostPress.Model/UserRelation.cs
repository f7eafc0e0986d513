using System.Text;

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
    /// <summary>Makes an empty one, whose properties an initializer sets.</summary>
    public UserRelation()
    {
    }

    /// <summary>Makes one of texts as they came.</summary>
    internal UserRelation(RelationTexts texts) => Texts = texts;

    /// <summary>The linked account whose connection this is; the <c>-AccountId</c> that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get => field ??= Texts.Read(RelationText.FirstName); init; }

    /// <summary>The last name.</summary>
    public string? LastName { get => field ??= Texts.Read(RelationText.LastName); init; }

    /// <summary>The line under the name on the profile.</summary>
    public string? Headline { get => field ??= Texts.Read(RelationText.Headline); init; }

    /// <summary>The last part of the profile's address, e.g. <c>jordan-walke</c>.</summary>
    public string? PublicIdentifier { get => field ??= Texts.Read(RelationText.PublicIdentifier); init; }

    /// <summary>The profile's address.</summary>
    public string? PublicProfileUrl { get => field ??= Texts.Read(RelationText.PublicProfileUrl); init; }

    /// <summary>
    /// When the connection was made, in UTC; <see langword="null"/> where the API gave no time.
    /// A <see cref="DateTimeOffset"/>, because a <see cref="DateTime"/> in UTC compares wrongly with <c>Get-Date</c>.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The member's id, e.g. <c>ACoAACr-1eYBl…</c>; the same person has the same id on every page.</summary>
    public string? MemberId { get => field ??= Texts.Read(RelationText.MemberId); init; }

    /// <summary>The member's URN, e.g. <c>urn:li:fsd_profile:ACoAACr-1eYBl…</c>.</summary>
    public string? MemberUrn { get => field ??= Texts.Read(RelationText.MemberUrn); init; }

    /// <summary>The connection's URN, e.g. <c>urn:li:fsd_connection:(ACoAABxyz…,ACoAACr-1eYBl…)</c>.</summary>
    public string? ConnectionUrn { get => field ??= Texts.Read(RelationText.ConnectionUrn); init; }

    /// <summary>The address of the profile's picture; <see langword="null"/> where there is none.</summary>
    public string? ProfilePictureUrl { get => field ??= Texts.Read(RelationText.ProfilePictureUrl); init; }

    /// <summary>The texts as they came, of which each property makes its string when it is read for the first time; empty where this was made of strings.</summary>
    internal RelationTexts Texts { get; }

    /// <summary>Whether there is such a text, if only an empty one.</summary>
    internal bool Has(RelationText text) => Texts.IsEmpty ? Read(text) is not null : Texts.Has(text);

    /// <summary>A text in UTF-8, as it came or made of its string; nothing where there is none.</summary>
    internal ArraySegment<byte> Utf8(RelationText text) =>
        !Texts.IsEmpty ? Texts.Utf8(text) : Read(text) is { Length: > 0 } made ? new(Encoding.UTF8.GetBytes(made)) : new([]);

    /// <summary>A text by its name.</summary>
    internal string? Read(RelationText text) => text switch
    {
        RelationText.FirstName => FirstName,
        RelationText.LastName => LastName,
        RelationText.Headline => Headline,
        RelationText.PublicIdentifier => PublicIdentifier,
        RelationText.PublicProfileUrl => PublicProfileUrl,
        RelationText.MemberId => MemberId,
        RelationText.MemberUrn => MemberUrn,
        RelationText.ConnectionUrn => ConnectionUrn,
        RelationText.ProfilePictureUrl => ProfilePictureUrl,
        _ => throw new ArgumentOutOfRangeException(nameof(text)),
    };

    /// <summary>The name as a person would write it, for messages such as <c>"Hello $relation"</c>.</summary>
    public override string ToString() => $"{FirstName} {LastName}".Trim();
}
