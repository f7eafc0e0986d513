using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>One difference between a list of relations as it was and as it is: who is new, who is gone, whose data changed.</summary>
public sealed record PostPressRelationChange
{
    /// <summary>Somebody is in the list who was not.</summary>
    public const string Added = "Added";

    /// <summary>Somebody is no longer in the list.</summary>
    public const string Removed = "Removed";

    /// <summary>Somebody is in both, with other data.</summary>
    public const string Changed = "Changed";

    /// <summary>
    /// 32 hexadecimal digits that name this change. A change that is delivered again, because a pipeline stopped or a process died, has the
    /// same; so a receiver can drop it. An idempotency key.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The linked account whose list it is; <see langword="null"/> where the relations name none.</summary>
    public required string? AccountId { get; init; }

    /// <summary><c>Added</c>, <c>Removed</c> or <c>Changed</c>.</summary>
    public required string Change { get; init; }

    /// <summary>The relation as it is now; of one who is gone, as it was last.</summary>
    public required UserRelation Relation { get; init; }

    /// <summary>The relation as it was; <see langword="null"/> unless it is <c>Changed</c>.</summary>
    public UserRelation? Previous { get; init; }

    /// <summary>The properties of <see cref="UserRelation"/> that differ, in their order; empty unless it is <c>Changed</c>.</summary>
    public ReadOnlyCollection<string> ChangedProperty { get; init; } = Array.AsReadOnly(Array.Empty<string>());

    /// <summary>When it was found, in UTC. It happened some time before that.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>One line that is safe to show or to log: <c>Added: Ada Lovelace</c>.</summary>
    public override string ToString() => DisplayText.Clean($"{Change}: {Relation}");
}
