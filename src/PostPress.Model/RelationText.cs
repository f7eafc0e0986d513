namespace PostPress;

/// <summary>The texts of a relation that the API gives.</summary>
internal enum RelationText
{
    FirstName,
    LastName,
    Headline,
    PublicIdentifier,
    PublicProfileUrl,
    MemberId,
    MemberUrn,
    ConnectionUrn,
    ProfilePictureUrl,
}
