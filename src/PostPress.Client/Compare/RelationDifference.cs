namespace PostPress.Client;

/// <summary>One difference between two lists: <see cref="PostPressRelationChange"/> before it is a change that somebody is told of.</summary>
internal sealed record RelationDifference(string Change, UserRelation Relation, UserRelation? Previous, IReadOnlyList<string> ChangedProperty)
{
    /// <summary>The change that users get.</summary>
    /// <param name="scope">What tells this change from the same one at another time; see <see cref="ChangeId"/>.</param>
    /// <param name="detectedAt">When it was found.</param>
    public PostPressRelationChange ToChange(string scope, DateTimeOffset detectedAt) => new()
    {
        Id = ChangeId.Of(this, scope),
        AccountId = Relation.AccountId,
        Change = Change,
        Relation = Relation,
        Previous = Previous,
        ChangedProperty = Array.AsReadOnly(ChangedProperty.ToArray()),
        DetectedAt = detectedAt,
    };
}
