using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PostPress.Shell;

/// <summary>One run of a script: the engine is opened, the module imported, the script's output sent to the host.</summary>
internal static class ScriptRun
{
    private const int Interrupted = 130;

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
        if (module != "none")
        {
            Import(runspace, module);
        }

        using var shell = PowerShell.Create(runspace);
        shell.AddScript(Command(script, arguments)).AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        var interrupted = false;
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The script ends by its own rules, its finally blocks included.
            pressed.Cancel = true;
            interrupted = true;
            shell.BeginStop(null, null);
        };
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            interrupted = true;
        }
        catch (RuntimeException problem)
        {
            Show(runspace, problem.ErrorRecord);
            return 1;
        }

        // A stop that comes while a statement of the script waits ends the run without an exception.
        return interrupted ? Interrupted : IsBroken(script) ? 1 : host.ExitCode ?? LastExitCode(runspace);
    }

    private static void Import(Runspace runspace, string module)
    {
        using var import = PowerShell.Create(runspace);
        import.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
    }

    // To the engine a file that can't be parsed is an error like any other, and the run goes on after it.
    private static bool IsBroken(string script)
    {
        System.Management.Automation.Language.Parser.ParseFile(script, out _, out var errors);
        return errors.Length > 0;
    }

    // Where the engine leaves what a script that was called with & gave to exit.
    private static int LastExitCode(Runspace runspace) => runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;

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
