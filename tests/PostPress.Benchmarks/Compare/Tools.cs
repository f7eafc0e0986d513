using System.Reflection;

namespace PostPress.Benchmarks;

/// <summary>Where things are on this machine: the built module, the shells, Python.</summary>
internal static class Tools
{
    private static readonly string Root = Metadata("RepositoryRoot");

    public static string Module { get; } = Path.Combine(Root, "out", "PostPress", "PostPress.psd1");

    public static string? Pwsh { get; } = Find("pwsh");

    public static string? Python { get; } = Find("python3");

    /// <summary>The command that runs a script: in pwsh where there is one, else in the engine's own host.</summary>
    public static IReadOnlyList<string> Shell { get; } = Pwsh is not null
        ? [Pwsh, "-NoProfile", "-NonInteractive", "-File"]
        : ["dotnet", Path.Combine(Root, "tools", "PostPress.Shell", "bin", Metadata("Configuration"), "net10.0", "PostPress.Shell.dll")];

    /// <summary>The command that runs this program again.</summary>
    public static IReadOnlyList<string> Self { get; } = ["dotnet", Assembly.GetExecutingAssembly().Location];

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
        .FirstOrDefault(File.Exists);

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
