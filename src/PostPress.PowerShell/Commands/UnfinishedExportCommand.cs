using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>A cmdlet about unfinished exports, found by the file, the folder or the path with {AccountId} that was given to the export.</summary>
public abstract class UnfinishedExportCommand : PSCmdlet
{
    private protected const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The file of the export; a folder, or a path with {AccountId}, for all exports there.</summary>
    public abstract string[] Path { get; set; }

    /// <summary>The same, taken as it stands; so is -Path.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Takes the exports that are meant.</summary>
    protected override void ProcessRecord()
    {
        foreach (var path in ParameterSetName == LiteralPathSet ? LiteralPath : Path)
        {
            foreach (var target in ExportTargets.FindUnfinished(this, path))
            {
                try
                {
                    Take(target);
                }
                catch (ExportFileException exception)
                {
                    WriteError(ErrorRecords.From(exception));
                }
            }
        }
    }

    /// <summary>Takes an export, by the file that it is to become.</summary>
    private protected abstract void Take(string target);
}
