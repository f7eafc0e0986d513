namespace PostPress.Client;

/// <summary>
/// Who is in the reference, numbered in its order, and what each says: 40 bytes a row or so, and no objects. Of someone who stands there
/// twice the first row counts.
/// </summary>
internal sealed class ReferenceIndex(bool includePicture)
{
    private readonly RelationKey _keys = new(includePicture);
    private readonly SeenRelations _seen = new();
    private readonly List<ulong> _contents = [];

    public int Count => _contents.Count;

    public void Add(UserRelation relation)
    {
        _seen.Add(_keys.Of(relation), out var isNew);
        if (isNew)
        {
            _contents.Add(RelationContent.HashOf(relation, includePicture));
        }
    }

    /// <summary>The number of who this is; -1 where the reference lacks them.</summary>
    public int NumberOf(UserRelation relation, out Fingerprint key) => _seen.NumberOf(key = _keys.Of(relation));

    /// <summary>Whether this is what was said under the number.</summary>
    public bool Says(int number, UserRelation relation) => _contents[number] == RelationContent.HashOf(relation, includePicture);
}
