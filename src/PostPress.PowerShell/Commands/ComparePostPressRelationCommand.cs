using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Compare-PostPressRelation</c>: who is new, gone or changed between two lists of relations, without a call. Each list is of files of
/// exports, of relations, or both.
/// </summary>
[Cmdlet(VerbsData.Compare, "PostPressRelation", HelpUri = "https://postpress.ai/docs/powershell/Compare-PostPressRelation")]
[OutputType(typeof(PostPressRelationChange))]
public sealed class ComparePostPressRelationCommand : PSCmdlet, IDisposable
{
    // Made at once: StopProcessing may come from another thread before BeginProcessing.
    private readonly CancellationTokenSource _stop = new();
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

    /// <summary>Gives back what the cmdlet holds. When a later command stops the pipeline, the engine calls nothing but this.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _comparison?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Takes the list as it was.</summary>
    protected override void BeginProcessing()
    {
        _comparison = new ExportComparison(IncludePicture, TimeProvider.System, _stop.Token);
        Take(Reference, _comparison.AddReference, _comparison.AddReference);
    }

    /// <summary>Takes the list as it is, or the next part of it.</summary>
    protected override void ProcessRecord()
    {
        _anyGiven = true;
        Take(Difference, path => _comparison!.AddDifference(path), relation => _comparison!.AddDifference(relation));
    }

    /// <summary>Writes what differs.</summary>
    protected override void EndProcessing()
    {
        if (!_anyGiven)
        {
            // A command before this one failed, more likely than that everybody is gone.
            WriteWarning("Nothing came through the pipeline, so nothing was compared. For a list that is empty: -Difference @()");
            return;
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in Try(() => _comparison!.Finish()))
        {
            counts[change.Change] = counts.TryGetValue(change.Change, out var count) ? count + 1 : 1;
            WriteObject(change);
        }

        var found = counts.Count == 0 ? "no difference" : string.Join(", ", counts.Select(pair => FormattableString.Invariant($"{pair.Value:N0} {pair.Key.ToLowerInvariant()}")));
        WriteVerbose(FormattableString.Invariant($"Compared {_comparison!.ReferenceCount:N0} relations with {_comparison.DifferenceCount:N0}: {found}."));
    }

    /// <summary>Ctrl+C, on another thread than the pipeline's.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    private void Take(object[] list, Action<string> addFile, Action<UserRelation> addRelation) => Try(() =>
    {
        RelationInput.Take(this, list, addFile, addRelation);
        return true;
    });

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExportFileException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception));
            throw;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
