using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary><c>Remove-PostPressExport</c>: throws unfinished exports away. The files that are in place stay.</summary>
[Cmdlet(VerbsCommon.Remove, "PostPressExport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Remove-PostPressExport")]
public sealed class RemovePostPressExportCommand : UnfinishedExportCommand
{
    /// <summary>The file of the export; a folder, or a path with {AccountId}, for all exports there.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ListArgument]
    public override string[] Path { get; set; } = [];

    private protected override void Take(string target)
    {
        if (ShouldProcess(DisplayText.Clean(target), "Throw the unfinished export away"))
        {
            UnfinishedExports.Remove(target);
        }
    }
}
