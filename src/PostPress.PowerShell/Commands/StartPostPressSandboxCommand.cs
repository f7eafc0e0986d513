using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Start-PostPressSandbox</c>: starts the API on the local host, for scripts and other programs. It ends with the runspace.</summary>
[Cmdlet(VerbsLifecycle.Start, "PostPressSandbox", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Start-PostPressSandbox")]
[OutputType(typeof(PostPressSandbox))]
public sealed class StartPostPressSandboxCommand : PostPressCommand
{
    /// <summary>How many relations its main account has. 0 to 10,000,000; default 1000.</summary>
    [Parameter]
    [ValidateRange(0, 10_000_000)]
    public int RelationCount { get; set; } = 1000;

    /// <summary>The port on 127.0.0.1. 0 to 65535; default 0, a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>What its people and the chance of its faults are made from. Default 1.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <summary>What it does wrong on purpose, e.g. 'Error,Status=429,RetryAfter=30,Page=2'.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [ListArgument]
    public SandboxFault[]? Fault { get; set; }

    /// <summary>Where its clock stands until the property Now of the sandbox is set, e.g. '2026-07-01T02:00:00Z'. Default: the real time.</summary>
    [Parameter]
    [TimeArgument]
    [ValidateTime]
    public DateTimeOffset Now { get; set; }

    /// <summary>Starts it and writes where it is.</summary>
    private protected override void End()
    {
        if (ShouldProcess(Port == 0 ? "127.0.0.1, a free port" : $"127.0.0.1:{Port}", "Start a PostPress sandbox"))
        {
            WriteObject(PostPressSession.Current.StartSandbox(this, RelationCount, Port, Seed, Fault, TimeArgumentAttribute.Accepted(this, nameof(Now), Now)));
        }
    }
}
