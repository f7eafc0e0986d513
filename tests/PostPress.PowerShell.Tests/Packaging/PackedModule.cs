using System.IO.Compression;
using PostPress.Package;

namespace PostPress.PowerShell.Tests.Packaging;

/// <summary>The built module, packed once for all tests of the package, and installed into an empty folder.</summary>
public sealed class PackedModule : IDisposable
{
    public static readonly DateTimeOffset Date = new(2026, 1, 2, 3, 4, 6, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("postpress-package-").FullName;

    public PackedModule()
    {
        (Nupkg, Zip) = Pack("first");
        Installed = Path.Combine(_folder, "Modules", "PostPress", "0");
        ZipFile.ExtractToDirectory(Nupkg, Installed);
        // As Install-PSResource leaves it: without what made it a NuGet package.
        foreach (var part in new[] { "_rels", "package" })
        {
            Directory.Delete(Path.Combine(Installed, part), recursive: true);
        }

        File.Delete(Path.Combine(Installed, "[Content_Types].xml"));
        File.Delete(Path.Combine(Installed, "PostPress.nuspec"));
    }

    public string Nupkg { get; }

    public string Zip { get; }

    public string Installed { get; }

    public string Manifest => Path.Combine(Installed, "PostPress.psd1");

    public IEnumerable<string> ForeignAssemblies => ModuleFiles.Of(Installed).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("PostPress.", StringComparison.Ordinal));

    public string Text(string file) => File.ReadAllText(Path.Combine(Installed, file));

    public (string Nupkg, string Zip) Pack(string name)
    {
        var folder = Path.Combine(_folder, name);
        var staged = Path.Combine(folder, "PostPress");
        Stage.Make(Repository.Root, Path.GetDirectoryName(Repository.Module)!, staged, Date);
        var files = Packages.Make(staged, folder, Date);
        return (files[0], files[1]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
