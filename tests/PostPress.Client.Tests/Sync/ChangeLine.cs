using System.Collections.ObjectModel;
using System.Text.Json;

namespace PostPress.Client.Tests.Sync;

/// <summary>A change as the exporting process writes it.</summary>
internal sealed record ChangeLine(string Id, string? AccountId, string Change, UserRelation Relation, UserRelation? Previous, string[] ChangedProperty, DateTimeOffset DetectedAt)
{
    /// <summary>The changes that a process wrote before it ended; half a line counts for nothing.</summary>
    public static IReadOnlyList<PostPressRelationChange> ReadAll(string said) =>
        [.. said.Split('\n')[..^1].Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<ChangeLine>(line)!.ToChange())];

    private PostPressRelationChange ToChange() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Change = Change,
        Relation = Relation,
        Previous = Previous,
        ChangedProperty = new ReadOnlyCollection<string>(ChangedProperty),
        DetectedAt = DetectedAt,
    };
}
