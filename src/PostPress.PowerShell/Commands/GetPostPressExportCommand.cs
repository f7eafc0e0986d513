using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary><c>Get-PostPressExport</c>: shows unfinished exports: how old they are, and how far.</summary>
[Cmdlet(VerbsCommon.Get, "PostPressExport", DefaultParameterSetName = PathSet, HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressExport")]
[OutputType(typeof(PostPressUnfinishedExport))]
public sealed class GetPostPressExportCommand : UnfinishedExportCommand
{
    /// <summary>The file of the export; a folder, or a path with {AccountId}, for all exports there. Default: the current folder.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ListArgument]
    public override string[] Path { get; set; } = ["."];

    private protected override void Take(string target)
    {
        if (UnfinishedExports.Find(target, TimeProvider.System) is { } export)
        {
            WriteObject(export);
        }
    }
}
