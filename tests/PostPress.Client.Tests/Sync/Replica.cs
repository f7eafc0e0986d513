namespace PostPress.Client.Tests.Sync;

/// <summary>What somebody has who began with the first list and takes the changes; drops those whose id they have.</summary>
internal sealed class Replica
{
    private readonly Dictionary<string, UserRelation> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = [];
    private HashSet<string> _mayRepeat = [];

    public IEnumerable<UserRelation> People => _people.Values;

    public bool Has(string memberId) => _people.ContainsKey(memberId);

    public void Begin(IEnumerable<UserRelation> list)
    {
        foreach (var person in list)
        {
            _people.Add(person.MemberId!, person);
        }
    }

    /// <summary>Takes changes; with <paramref name="isDelivered"/> none of them may come again.</summary>
    public void Take(IReadOnlyList<PostPressRelationChange> changes, bool isDelivered)
    {
        foreach (var change in changes)
        {
            if (!_taken.Add(change.Id))
            {
                Assert.Contains(change.Id, _mayRepeat);
                continue;
            }

            Apply(change);
        }

        _mayRepeat = isDelivered ? [] : [.. changes.Select(change => change.Id)];
    }

    private void Apply(PostPressRelationChange change)
    {
        var who = change.Relation.MemberId!;
        switch (change.Change)
        {
            case PostPressRelationChange.Added:
                Assert.True(_people.TryAdd(who, change.Relation), $"{who} was there.");
                break;
            case PostPressRelationChange.Removed:
                Assert.True(_people.Remove(who), $"{who} was not there.");
                break;
            default:
                Assert.NotEmpty(change.ChangedProperty);
                Assert.True(_people.Remove(change.Previous!.MemberId!), $"{change.Previous.MemberId} was not there.");
                Assert.True(_people.TryAdd(who, change.Relation), $"{who} was there.");
                break;
        }
    }
}
