using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Get-PostPressConnection</c>: shows the connection of this runspace, or the one that the environment variables give.</summary>
[Cmdlet(VerbsCommon.Get, "PostPressConnection", HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressConnection")]
[OutputType(typeof(PostPressConnection))]
public sealed class GetPostPressConnectionCommand : PostPressCommand
{
    /// <summary>Writes it; a terminating error where there is none.</summary>
    private protected override void End() => WriteObject(PostPressSession.Current.FindConnection(this, given: null));
}
