using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Disconnect-PostPress</c>: forgets the connection of this runspace, and stops the sandbox that came with it.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "PostPress", HelpUri = "https://postpress.ai/docs/powershell/Disconnect-PostPress")]
public sealed class DisconnectPostPressCommand : PostPressCommand
{
    /// <summary>Forgets; says nothing where there is nothing to forget, so that a script can clean up in any case.</summary>
    private protected override void End() => PostPressSession.Current.Disconnect();
}
