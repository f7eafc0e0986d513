using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace PostPress.Shell;

/// <summary>
/// Opens the real pwsh, a .NET tool of this repository, with the built module imported:
/// <c>dotnet run --project tools/PostPress.Shell [-- FILE.ps1 [ARGS]]</c>. Without a file: the quick start, and on a terminal the prompt after it.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var root = Metadata("RepositoryRoot");
        var script = arguments.Length > 0 ? Path.GetFullPath(arguments[0]) : Path.Combine(root, "samples", "quickstart.ps1");
        if (!File.Exists(script))
        {
            Console.Error.WriteLine($"There is no script '{script}'.");
            return 2;
        }

        var isPrompt = arguments.Length == 0 && !Console.IsOutputRedirected && !Console.IsInputRedirected;
        string[] pwsh = ["exec", Metadata("Pwsh"), "-NoLogo", "-NoProfile", .. isPrompt ? ["-NoExit"] : Array.Empty<string>()];
        string[] file = ["-File", Path.Combine(root, "tools", "PostPress.Shell", "Start-Script.ps1"), script, .. isPrompt ? ["-StayConnected"] : arguments.Skip(1)];
        var start = new ProcessStartInfo("dotnet", [.. pwsh, .. file]);
        // The module that Start-Script.ps1 imports. The variable can name another one, for example an installed package.
        start.Environment.TryAdd("POSTPRESS_MODULE", Path.Combine(root, "out", "PostPress", "PostPress.psd1"));
        if (Console.IsOutputRedirected || Console.IsErrorRedirected)
        {
            // pwsh leaves colours out of redirected output, but not out of errors.
            start.Environment["NO_COLOR"] = "1";
        }

        return Run(start);
    }

    private static int Run(ProcessStartInfo start)
    {
        // The terminal sends Ctrl+C to the shell as well, which ends its script and returns the exit code.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var shell = Process.Start(start)!;
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            shell.Kill(entireProcessTree: true);
        });
        shell.WaitForExit();
        return shell.ExitCode;
    }

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
