using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary><c>Remove-PostPressExport</c>: throws unfinished exports away. The files that are in place stay.</summary>
[Cmdlet(VerbsCommon.Remove, "PostPressExport", DefaultParameterSetName = "Path", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Remove-PostPressExport")]
public sealed class RemovePostPressExportCommand : UnfinishedExportCommand
{
    private protected override void Take(string target)
    {
        if (ShouldProcess(target, "Throw the unfinished export away"))
        {
            UnfinishedExports.Remove(target);
        }
    }
}
