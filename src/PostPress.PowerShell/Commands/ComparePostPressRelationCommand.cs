using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Compare-PostPressRelation</c>: who is new, gone or changed between two lists of relations, without a call. Each list is of files of
/// exports, of relations, or both.
/// </summary>
[Cmdlet(VerbsData.Compare, "PostPressRelation", HelpUri = "https://postpress.ai/docs/powershell/Compare-PostPressRelation")]
[OutputType(typeof(PostPressRelationChange))]
public sealed class ComparePostPressRelationCommand : PostPressCommand
{
    private ExportComparison? _comparison;
    private bool _anyGiven;

    /// <summary>The list as it was: paths of exports, or relations.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("ReferenceObject")]
    [AllowEmptyCollection]
    public object[] Reference { get; set; } = [];

    /// <summary>The list as it is: paths of exports, or relations.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("DifferenceObject")]
    [AllowEmptyCollection]
    public object[] Difference { get; set; } = [];

    /// <summary>Another address of the picture is a change too. LinkedIn's addresses expire, so nearly everybody has one.</summary>
    [Parameter]
    public SwitchParameter IncludePicture { get; set; }

    /// <summary>Takes the list as it was.</summary>
    private protected override void Begin()
    {
        _comparison = new ExportComparison(IncludePicture, TimeProvider.System, StopToken);
        RelationInput.Take(this, Reference, _comparison.AddReference, _comparison.AddReference);
    }

    /// <summary>Takes the list as it is, or the next part of it.</summary>
    private protected override void Process()
    {
        _anyGiven = true;
        RelationInput.Take(this, Difference, path => _comparison!.AddDifference(path), relation => _comparison!.AddDifference(relation));
    }

    /// <summary>Writes what differs.</summary>
    private protected override void End()
    {
        if (!_anyGiven)
        {
            // A command before this one failed, more likely than that everybody is gone.
            WriteWarning("Nothing came through the pipeline, so nothing was compared. For a list that is empty: -Difference @()");
            return;
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in Changes())
        {
            counts[change.Change] = counts.TryGetValue(change.Change, out var count) ? count + 1 : 1;
            WriteObject(change);
        }

        var found = counts.Count == 0 ? "no difference" : string.Join(", ", counts.Select(pair => FormattableString.Invariant($"{pair.Value:N0} {pair.Key.ToLowerInvariant()}")));
        WriteVerbose(FormattableString.Invariant($"Compared {_comparison!.ReferenceCount:N0} relations with {_comparison.DifferenceCount:N0}: {found}."));
    }

    private protected override void DisposeRun() => _comparison?.Dispose();

    private IEnumerable<PostPressRelationChange> Changes()
    {
        try
        {
            return _comparison!.Finish();
        }
        catch (InvalidDataException exception)
        {
            ThrowTerminatingError(ErrorRecords.ReferenceChanged(exception));
            throw;
        }
    }
}
