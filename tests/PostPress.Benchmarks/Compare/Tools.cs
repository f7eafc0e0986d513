using System.Diagnostics;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace PostPress.Benchmarks;

/// <summary>Where things are on this machine: the built module, the pwsh of this repository, Python.</summary>
internal static class Tools
{
    private static readonly string Root = Metadata("RepositoryRoot");

    public static string Module { get; } = Path.Combine(Root, "out", "PostPress", "PostPress.psd1");

    public static string? Python { get; } = Find("python3");

    /// <summary>The command that runs this program again.</summary>
    public static IReadOnlyList<string> Self { get; } = ["dotnet", Assembly.GetExecutingAssembly().Location];

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    /// <summary>The command that runs a script in pwsh.</summary>
    public static IReadOnlyList<string> Run(string script, params IEnumerable<string> arguments) =>
        ["dotnet", "exec", Metadata("Pwsh"), "-NoProfile", "-NonInteractive", "-File", Script(script), .. arguments];

    /// <summary>Which pwsh is measured. Where its engine is not compiled ahead, it is slow until .NET has compiled it.</summary>
    public static string DescribePwsh()
    {
        var engine = Path.Combine(Path.GetDirectoryName(Metadata("Pwsh"))!, "System.Management.Automation.dll");
        using var image = new PEReader(File.OpenRead(engine));
        var kind = image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0
            ? "compiled ahead, as that of the one people download"
            : "not compiled ahead, as that of the one people download is";
        return $"pwsh {FileVersionInfo.GetVersionInfo(engine).ProductVersion?.Split(' ')[0]}, the .NET tool of this repository, on {RuntimeInformation.FrameworkDescription}: its engine is {kind}";
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
        .FirstOrDefault(File.Exists);

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}

/// <summary>Runs a program in a fresh process and gives what it wrote.</summary>
internal static class Child
{
    public static (string Output, double Seconds) Run(IReadOnlyList<string> command)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(command);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output}{errors.Result}");
    }

    public static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of the user's is read or written, and pwsh sends nothing.
        start.Environment["POSTPRESS_STATE"] = "off";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return Process.Start(start)!;
    }
}

/// <summary>A folder that is gone after use.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("postpress-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
