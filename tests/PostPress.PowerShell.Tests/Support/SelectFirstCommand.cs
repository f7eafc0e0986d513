using System.Management.Automation;
using System.Reflection;

namespace PostPress.PowerShell.Tests;

/// <summary>
/// <c>Select-First</c>: what <c>Select-Object -First</c> does, which the engine's package lacks: it hands on some objects and then stops
/// the commands before it, by the same exception.
/// </summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private int _seen;

    [Parameter(Mandatory = true, Position = 0)]
    public int Count { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_seen >= Count)
        {
            throw StopUpstream();
        }
    }

    private Exception StopUpstream() => (Exception)Activator.CreateInstance(
        typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!,
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
        binder: null,
        [this],
        culture: null)!;
}
