using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Export-PostPressRelation</c>: writes the relations of accounts to one file that appears whole and at once. The same command again
/// after a failure, Ctrl+C, a kill or a power loss resumes where it stopped.
/// </summary>
[Cmdlet(VerbsData.Export, "PostPressRelation", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Export-PostPressRelation")]
[OutputType(typeof(PostPressExport))]
public sealed class ExportPostPressRelationCommand : RelationFileCommand
{
    private RelationExporter? _exporter;

    /// <summary>Makes the cmdlet.</summary>
    public ExportPostPressRelationCommand()
        : base("Exporting relations")
    {
    }

    /// <summary>The most relations to ask for in one call. 1 to 1000; default 1000, the fewest calls.</summary>
    [Parameter]
    [ValidateRange(1, RelationQuery.MaximumPageSize)]
    public int PageSize { get; set; } = RelationQuery.MaximumPageSize;

    /// <summary>Refused, with the reason: a file that is added to is never whole.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Leaves an existing file alone: an error instead.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Exports them.</summary>
    private protected override void End()
    {
        var requests = FindFiles();
        if (Append && requests.Count > 0)
        {
            ThrowTerminatingError(ErrorRecords.AppendRefused());
        }

        var wanted = requests.Where(request => ShouldProcess(DisplayText.Clean(request.Path), DisplayText.Clean($"Export the relations of {string.Join(", ", request.AccountIds)}")))
            .Select(request => request with { PageSize = PageSize, NoClobber = NoClobber }).ToList();
        if (wanted.Count > 0)
        {
            // One client for all files: one pool of connections, one budget of retries.
            _exporter = MakeExporter();
            RunEach(wanted, request => _exporter.ExportAsync(request, StopToken), request => TryExportAsync(_exporter, request), Show);
        }

        if (_exporter is not null)
        {
            View.Summarize(_exporter.Statistics);
        }
    }

    private protected override void DisposeRun() => _exporter?.Dispose();

    private RelationExporter MakeExporter()
    {
        var connection = FindConnection();
        return new RelationExporter(connection, OptionsFor(connection));
    }

    private async Task<ExportOutcome> TryExportAsync(RelationExporter exporter, ExportRequest request)
    {
        using var one = exporter.CreateAccountScope();
        return await one.TryExportAsync(request, StopToken).ConfigureAwait(false);
    }

    private void Show(ExportOutcome outcome)
    {
        WriteErrors(outcome.Failures, outcome.Refusal is { } refusal ? [refusal] : [], outcome.Exports[0].Path);
        foreach (var export in outcome.Exports)
        {
            if (export.Verified)
            {
                PostPressSession.Current.Remember(export.AccountId);
            }

            View.Show(export);
            View.End(export.AccountId);
            if (PassThru)
            {
                WriteObject(export);
            }
        }
    }
}
