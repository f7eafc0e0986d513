namespace PostPress.Client;

/// <summary>
/// Compares two lists of relations, each from files of exports, from relations, or both. First all of the reference is taken, then the
/// difference; so a difference of any length can come piece by piece.
/// </summary>
public sealed class ExportComparison : IDisposable
{
    // The same two lists have changes with the same ids, whenever they are compared.
    private const string Scope = "";

    private readonly bool _includePicture;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly List<RelationFile> _files = [];
    private readonly List<IEnumerable<UserRelation>> _reference = [];
    private RelationComparison? _comparison;
    private string _referencePath = "";

    /// <summary>Begins a comparison.</summary>
    /// <param name="includePicture">Whether another address of the picture is a change.</param>
    /// <param name="clock">What tells the time.</param>
    /// <param name="cancellation">Ends reading, with an <see cref="OperationCanceledException"/>.</param>
    public ExportComparison(bool includePicture, TimeProvider clock, CancellationToken cancellation)
    {
        _includePicture = includePicture;
        _clock = clock;
        _cancellation = cancellation;
    }

    /// <summary>How many are in the list as it was; who stands there twice counts once.</summary>
    public int ReferenceCount => Comparison.ReferenceCount;

    /// <summary>How many are in the list as it is; who stands there twice counts once.</summary>
    public int DifferenceCount => Comparison.DifferenceCount;

    // Made when the first of the difference is there: then the reference is complete.
    private RelationComparison Comparison => _comparison ??= new RelationComparison(() => _reference.SelectMany(Watched), _includePicture);

    /// <summary>Takes a file for the list as it was.</summary>
    /// <exception cref="ExportFileException">It can't be read.</exception>
    public void AddReference(string path)
    {
        var file = RelationFile.Open(path);
        _files.Add(file);
        _referencePath = _files.Count == 1 ? path : _referencePath;
        _reference.Add(file.Read());
    }

    /// <summary>Takes a relation for the list as it was.</summary>
    public void AddReference(UserRelation relation)
    {
        if (_reference.Count == 0 || _reference[^1] is not List<UserRelation> relations)
        {
            _reference.Add(relations = []);
        }

        relations.Add(relation);
    }

    /// <summary>Takes a file for the list as it is.</summary>
    /// <exception cref="ExportFileException">It can't be read, or one of the reference can't.</exception>
    public void AddDifference(string path)
    {
        using var file = RelationFile.Open(path);
        foreach (var relation in Watched(file.Read()))
        {
            Comparison.Add(relation);
        }
    }

    /// <summary>Takes a relation for the list as it is.</summary>
    /// <exception cref="ExportFileException">A file of the reference can't be read.</exception>
    public void AddDifference(UserRelation relation) => Comparison.Add(relation);

    /// <summary>
    /// The changes, when all of the difference was taken: who is new or changed in its order, then who is gone in the order of the
    /// reference.
    /// </summary>
    /// <exception cref="ExportFileException">A file of the reference can't be read, or has changed meanwhile.</exception>
    /// <exception cref="InvalidDataException">There is no file in the reference: somebody has changed the relations.</exception>
    public IEnumerable<PostPressRelationChange> Finish()
    {
        var now = _clock.GetUtcNow();
        try
        {
            return Comparison.Finish().Select(difference => difference.ToChange(Scope, now));
        }
        catch (InvalidDataException exception) when (_files.Count > 0)
        {
            // A file that is written into is more likely than relations that a script changes.
            throw FileFailure.Failed(_referencePath, exception);
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private IEnumerable<UserRelation> Watched(IEnumerable<UserRelation> relations)
    {
        foreach (var relation in relations)
        {
            _cancellation.ThrowIfCancellationRequested();
            yield return relation;
        }
    }
}
