using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace PostPress.Shell;

/// <summary>Shows what the engine gives out the way pwsh does: colours where there is a terminal, plain text where there is none.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private readonly ProgressLine _progress = new();

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value) => Out(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Out(value);

    public override void WriteLine(string value) => Out(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => Note("31;1", value);

    public override void WriteDebugLine(string message) => Note("33;1", "DEBUG: " + message);

    public override void WriteVerboseLine(string message) => Note("33;1", "VERBOSE: " + message);

    public override void WriteWarningLine(string message) => Note("33;1", "WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => Console.ReadLine() ?? "";

    public override SecureString ReadLineAsSecureString()
    {
        var text = new SecureString();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            text.AppendChar(key.KeyChar);
        }

        return text;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException("This host does not prompt: give every mandatory parameter.");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException("This host does not prompt for credentials.");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private void Out(string value)
    {
        _progress.Clear();
        // The formatter decorates always; what becomes of it is the host's decision.
        Console.Write(Console.IsOutputRedirected ? new StringDecorated(value).ToString(OutputRendering.PlainText) : value);
    }

    private void Note(string color, string value) =>
        Out($"\x1b[{color}m{value}\x1b[0m{Environment.NewLine}");
}
