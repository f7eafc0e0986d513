using System.Reflection;

namespace PostPress.Shell;

/// <summary>
/// Runs a script in the real PowerShell engine with the built module imported, on a machine that has only the .NET SDK:
/// <c>dotnet run --project src/PostPress.Shell [-- FILE.ps1 [ARGS]]</c>. Without a file: the quick start.
/// </summary>
internal static class Program
{
    private static readonly string Root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var script = arguments.Length > 0 ? Path.GetFullPath(arguments[0]) : Path.Combine(Root, "samples", "quickstart.ps1");
        if (!File.Exists(script))
        {
            Console.Error.WriteLine($"There is no script '{script}'.");
            return 2;
        }

        // Another build of the module, an installed package say, or none, where a script wants to import it itself.
        var module = Environment.GetEnvironmentVariable("POSTPRESS_MODULE") ?? Path.Combine(Root, "out", "PostPress", "PostPress.psd1");
        return ScriptRun.Run(module, script, arguments.Skip(1));
    }
}
