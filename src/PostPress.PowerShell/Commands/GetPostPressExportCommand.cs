using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary><c>Get-PostPressExport</c>: shows unfinished exports: how old they are, and how far.</summary>
[Cmdlet(VerbsCommon.Get, "PostPressExport", DefaultParameterSetName = "Path", HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressExport")]
[OutputType(typeof(PostPressUnfinishedExport))]
public sealed class GetPostPressExportCommand : UnfinishedExportCommand
{
    private protected override void Take(string target)
    {
        if (UnfinishedExports.Find(target, TimeProvider.System) is { } export)
        {
            WriteObject(export);
        }
    }
}
