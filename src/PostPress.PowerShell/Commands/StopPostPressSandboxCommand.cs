using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Stop-PostPressSandbox</c>: stops sandboxes and closes their ports; without one given, all that this runspace started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PostPressSandbox", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Stop-PostPressSandbox")]
public sealed class StopPostPressSandboxCommand : PostPressCommand
{
    /// <summary>The sandboxes to stop, as Start-PostPressSandbox wrote them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ListArgument]
    public PostPressSandbox[]? Sandbox { get; set; }

    private bool _anyGiven;

    /// <summary>Stops those that were given.</summary>
    private protected override void Process()
    {
        foreach (var sandbox in Sandbox ?? [])
        {
            _anyGiven = true;
            Stop(sandbox);
        }
    }

    /// <summary>Stops all where none was given.</summary>
    private protected override void End()
    {
        // An empty pipeline into this command means none, not all.
        if (_anyGiven || MyInvocation.ExpectingInput)
        {
            return;
        }

        foreach (var sandbox in PostPressSession.Current.Sandboxes)
        {
            Stop(sandbox);
        }
    }

    private void Stop(PostPressSandbox sandbox)
    {
        if (ShouldProcess(sandbox.BaseUri.ToString(), "Stop the PostPress sandbox"))
        {
            PostPressSession.Current.Stop(sandbox);
        }
    }
}
