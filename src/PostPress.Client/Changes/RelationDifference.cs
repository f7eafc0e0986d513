namespace PostPress.Client;

/// <summary>One difference between two lists: <see cref="PostPressRelationChange"/> before it is a change that somebody is told of.</summary>
internal sealed record RelationDifference(string Change, UserRelation Relation, UserRelation? Previous, IReadOnlyList<string> ChangedProperty);
