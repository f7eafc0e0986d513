using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Export-PostPressRelation</c>: writes the relations of accounts to one file that appears whole and at once. The same command again
/// after a failure, Ctrl+C, a kill or a power loss resumes where it stopped.
/// </summary>
[Cmdlet(VerbsData.Export, "PostPressRelation", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Export-PostPressRelation")]
[OutputType(typeof(PostPressExport))]
public sealed class ExportPostPressRelationCommand : AccountCommand
{
    private const string WithMark = "utf8BOM";
    private const string WithoutMark = "utf8NoBOM";

    private readonly List<string> _accountIds = [];
    private RelationExporter? _exporter;

    /// <summary>Makes the cmdlet.</summary>
    public ExportPostPressRelationCommand()
        : base("Exporting relations")
    {
    }

    /// <summary>The file; .csv and .jsonl say the format. It is replaced when the new one is complete, and not before.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Keeps relations whose name matches; the server does the matching.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>The most relations to ask for in one call. 1 to 1000; default 1000, the fewest calls.</summary>
    [Parameter]
    [ValidateRange(1, RelationQuery.MaximumPageSize)]
    public int PageSize { get; set; } = RelationQuery.MaximumPageSize;

    /// <summary>Csv or JsonLines; default: by the extension of the file.</summary>
    [Parameter]
    public ExportFormat Format { get; set; }

    /// <summary>utf8BOM (default for CSV: Excel needs it) or utf8NoBOM. JSON Lines never has the mark.</summary>
    [Parameter]
    [ValidateSet(WithMark, WithoutMark)]
    public string Encoding { get; set; } = WithMark;

    /// <summary>Neutralises CSV cells that a spreadsheet would run as formulas, by an apostrophe before them.</summary>
    [Parameter]
    public SwitchParameter SpreadsheetSafe { get; set; }

    /// <summary>Leaves an existing file alone: an error instead.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Throws an unfinished export to this file away instead of resuming it.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Writes what was done, with the status that says whether the file is complete.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Exports them.</summary>
    protected override void EndProcessing()
    {
        // Nothing came through the pipeline: an empty file would look like an account without relations.
        if (_accountIds.Count == 0)
        {
            return;
        }

        var request = Request();
        if (ShouldProcess(request.Path, $"Export the relations of {string.Join(", ", _accountIds)}"))
        {
            Export(request);
        }
    }

    private protected override void DisposeRun() => _exporter?.Dispose();

    private protected override void Take(string accountId)
    {
        if (!_accountIds.Contains(accountId))
        {
            _accountIds.Add(accountId);
        }
    }

    // Before the first call: without this account the file would look complete.
    private protected override void Refuse(ErrorRecord error) => ThrowTerminatingError(error);

    private void Export(ExportRequest request)
    {
        _exporter = new RelationExporter(FindConnection(), new ClientOptions { Observer = happened => Post(() => View.Show(happened)) });
        try
        {
            var outcome = Await(() => _exporter.ExportAsync(request, StopToken));
            View.Summarize(_exporter.Statistics);
            if (outcome.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, request.Path));
            }
            else
            {
                _accountIds.ForEach(PostPressSession.Current.Remember);
            }

            if (PassThru)
            {
                WriteObject(outcome.Export);
            }
        }
        catch (ExportFileException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception));
        }
    }

    private ExportRequest Request()
    {
        var path = ResolvePath();
        var format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : FormatOf(path);
        return new()
        {
            Path = path,
            AccountIds = _accountIds,
            Filter = Filter,
            PageSize = PageSize,
            Format = format,
            ByteOrderMark = format == ExportFormat.Csv && Encoding == WithMark,
            SpreadsheetSafe = format == ExportFormat.Csv && SpreadsheetSafe,
            Restart = Restart,
            NoClobber = NoClobber,
            Force = Force,
        };
    }

    private string ResolvePath()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            ThrowTerminatingError(ErrorRecords.NotAFilePath(Path));
        }

        return path;
    }

    private ExportFormat FormatOf(string path)
    {
        switch (System.IO.Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                return ExportFormat.Csv;
            case ".jsonl" or ".ndjson":
                return ExportFormat.JsonLines;
            default:
                ThrowTerminatingError(ErrorRecords.UnknownFormat(path));
                return default;
        }
    }
}
