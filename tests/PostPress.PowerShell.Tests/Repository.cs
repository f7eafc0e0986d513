using System.Reflection;

namespace PostPress.PowerShell.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Module { get; } = Path.Combine(Root, "out", "PostPress", "PostPress.psd1");

    public static string Shell { get; } = Path.Combine(Root, "tools", "PostPress.Shell", "bin", Metadata("Configuration"), "net10.0", "PostPress.Shell.dll");

    /// <summary>The pwsh of this repository, for <c>dotnet exec</c>.</summary>
    public static string Pwsh { get; } = Metadata("Pwsh");

    /// <summary>The manifest of the Pester that runs tests/Pester.</summary>
    public static string Pester { get; } = Metadata("Pester");

    public static string Package(string name, string version, params string[] path) =>
        Path.Combine([Metadata("PackageRoot"), name, version, .. path]);

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
