using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PostPress.Shell;

/// <summary>One run of a script: the engine is opened, the module imported, the script's output sent to the host.</summary>
internal static class ScriptRun
{
    public static int Run(string module, string script, IEnumerable<string> arguments)
    {
        var host = new ShellHost();
        // CreateDefault2 has the Core cmdlets alone: the package has no others (no Export-Csv, no Select-Object).
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        Import(runspace, module);

        using var shell = PowerShell.Create(runspace);
        shell.AddScript(Command(script, arguments)).AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The script ends by its own rules, its finally blocks included.
            pressed.Cancel = true;
            shell.BeginStop(null, null);
        };
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            return 130;
        }
        catch (RuntimeException problem)
        {
            Show(runspace, problem.ErrorRecord);
            return 1;
        }

        return host.ExitCode ?? 0;
    }

    private static void Import(Runspace runspace, string module)
    {
        using var import = PowerShell.Create(runspace);
        import.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
    }

    // Arguments go through the parser, so that -Port 5080 binds as it would at a prompt; everything else is quoted.
    private static string Command(string script, IEnumerable<string> arguments) =>
        string.Join(" ", new[] { "&", Quote(script) }.Concat(arguments.Select(argument => IsParameter(argument) ? argument : Quote(argument))));

    private static bool IsParameter(string argument) => argument.Length > 1 && argument[0] == '-' && char.IsLetter(argument[1]);

    private static string Quote(string text) =>
        long.TryParse(text, out _) ? text : $"'{System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static void Show(Runspace runspace, ErrorRecord error)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Out-Default").Invoke(new[] { error });
    }
}
