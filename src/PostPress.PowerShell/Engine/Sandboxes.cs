using System.Management.Automation;
using System.Net;
using PostPress.Sandbox;

namespace PostPress.Commands;

/// <summary>Starts sandboxes for the runspace.</summary>
internal static class Sandboxes
{
    /// <summary>Starts one that ends with the runspace.</summary>
    public static PostPressSandbox Start(PSCmdlet command, long relationCount, int port, int seed, SandboxFault[]? faults, DateTimeOffset? now)
    {
        var options = new SandboxOptions
        {
            RelationCount = relationCount,
            Port = port,
            Seed = seed,
            Faults = [.. (faults ?? []).Where(fault => fault is not null)],
            Now = now,
        };
        try
        {
            var sandbox = SandboxServer.Start(options).Describe();
            PostPressSession.Current.Add(sandbox);
            return sandbox;
        }
        catch (HttpListenerException exception)
        {
            command.ThrowTerminatingError(ErrorRecords.PortNotAvailable(port, exception));
            throw;
        }
    }
}
