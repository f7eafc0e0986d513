using System.Globalization;
using System.Management.Automation.Host;

namespace PostPress.PowerShell.Tests;

/// <summary>A host with a screen of a given width that keeps what is shown on it.</summary>
internal sealed class TestHost(int width) : PSHost
{
    private readonly TestScreen _screen = new(width);

    /// <summary>What was shown so far.</summary>
    public string Shown => _screen.Shown;

    public override string Name => "PostPress.PowerShell.Tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _screen;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
