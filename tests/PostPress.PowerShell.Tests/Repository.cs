using System.Reflection;

namespace PostPress.PowerShell.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Module { get; } = Path.Combine(Root, "out", "PostPress", "PostPress.psd1");

    public static string Shell { get; } = Path.Combine(Root, "tools", "PostPress.Shell", "bin", Metadata("Configuration"), "net10.0", "PostPress.Shell.dll");

    public static string Package(string name, string version, params string[] path) =>
        Path.Combine([Metadata("PackageRoot"), name, version, .. path]);

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
