using System.Diagnostics;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace PostPress.Benchmarks;

/// <summary>Where things are on this machine: the built module, the pwsh of this repository, Python.</summary>
internal static class Tools
{
    private static readonly string Root = Metadata("RepositoryRoot");

    /// <summary>The module that is measured: the built one, or the one that POSTPRESS_MODULE names, say of a package.</summary>
    public static string Module { get; } = Environment.GetEnvironmentVariable("POSTPRESS_MODULE") is { Length: > 0 } manifest
        ? Path.GetFullPath(manifest)
        : Path.Combine(Root, "out", "PostPress", "PostPress.psd1");

    public static string? Python { get; } = Find("python3");

    /// <summary>The command that runs this program again.</summary>
    public static IReadOnlyList<string> Self { get; } = ["dotnet", Assembly.GetExecutingAssembly().Location];

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    /// <summary>The command that runs a script in pwsh.</summary>
    public static IReadOnlyList<string> Run(string script, params IEnumerable<string> arguments) =>
        ["dotnet", "exec", Metadata("Pwsh"), "-NoProfile", "-NonInteractive", "-File", Script(script), .. arguments];

    /// <summary>Which pwsh is measured. Where its engine is not ReadyToRun code, it is slow until .NET has compiled it.</summary>
    public static string DescribePwsh()
    {
        var engine = Path.Combine(Path.GetDirectoryName(Metadata("Pwsh"))!, "System.Management.Automation.dll");
        var kind = HasReadyToRunCode(engine) ? "ReadyToRun code, as that of the one people download" : "not ReadyToRun code, as that of the one people download is";
        return $"pwsh {FileVersionInfo.GetVersionInfo(engine).ProductVersion?.Split(' ')[0]}, the .NET tool of this repository, on {RuntimeInformation.FrameworkDescription}: its engine is {kind}";
    }

    /// <summary>Which module is measured. Only a package has ReadyToRun code, which counts in a first run.</summary>
    public static string DescribeModule()
    {
        var library = Path.Combine(Path.GetDirectoryName(Module)!, "core", "lib");
        var isPackage = Directory.Exists(library) && Directory.EnumerateFiles(library, "PostPress.Client.dll", SearchOption.AllDirectories).Any(HasReadyToRunCode);
        return $"{Module}, {(isPackage ? "with" : "without")} ReadyToRun code";
    }

    private static bool HasReadyToRunCode(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
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
