using System.Text.Json;
using System.Xml.Linq;

namespace PostPress.Package;

/// <summary>A NuGet package that gives the module a dll.</summary>
internal sealed record ShippedPackage(string Id, string Version, string Folder, string Sha512, IReadOnlyList<string> Files, IReadOnlyList<string> Needs)
{
    private XElement Specification { get; } = XDocument.Load(Path.Combine(Folder, Id.ToLowerInvariant() + ".nuspec")).Root!.Elements().First();

    public string Licence => Field("license") ?? throw new InvalidOperationException($"{Id} {Version} names no licence.");

    public string? Copyright => Field("copyright");

    public string? Address => Field("projectUrl");

    public bool IsFromDotNet => Field("authors") == "Microsoft";

    /// <summary>The packages behind the dlls of a module folder. A dll that is neither ours nor a restored package's fails.</summary>
    public static IReadOnlyList<ShippedPackage> Of(string root, string module)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "src", "PostPress.PowerShell", "obj", "project.assets.json")));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var foreign = ModuleFiles.Of(module).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("PostPress.", StringComparison.Ordinal)).ToList();
        var packages = new SortedDictionary<string, ShippedPackage>(StringComparer.Ordinal);
        foreach (var target in assets.RootElement.GetProperty("targets").EnumerateObject())
        {
            var edition = target.Name.StartsWith("net4", StringComparison.Ordinal) ? "desktop/" : "core/";
            foreach (var library in target.Value.EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
            {
                var dlls = Names(library.Value, "runtime").Select(Path.GetFileName).ToList();
                var files = foreign.Where(file => file.StartsWith(edition, StringComparison.Ordinal) && dlls.Contains(Path.GetFileName(file))).ToList();
                if (files.Count > 0)
                {
                    var earlier = packages.GetValueOrDefault(library.Name);
                    packages[library.Name] = Read(library.Name, assets.RootElement, folders) with
                    {
                        Files = [.. (earlier?.Files ?? []).Concat(files).Order(StringComparer.Ordinal)],
                        Needs = [.. (earlier?.Needs ?? []).Union(Names(library.Value, "dependencies")).Order(StringComparer.Ordinal)],
                    };
                }
            }
        }

        var unknown = foreign.Except(packages.Values.SelectMany(package => package.Files)).ToList();
        return unknown.Count == 0 ? [.. packages.Values] : throw new InvalidOperationException($"From no restored package: {string.Join(", ", unknown)}");
    }

    private static ShippedPackage Read(string name, JsonElement assets, IEnumerable<string> folders)
    {
        var library = assets.GetProperty("libraries").GetProperty(name);
        var folder = folders.Select(root => Path.Combine(root, library.GetProperty("path").GetString()!)).First(Directory.Exists);
        var parts = name.Split('/');
        return new ShippedPackage(parts[0], parts[1], folder, Convert.ToHexStringLower(library.GetProperty("sha512").GetBytesFromBase64()), [], []);
    }

    private static IEnumerable<string> Names(JsonElement library, string group) =>
        library.TryGetProperty(group, out var names) ? names.EnumerateObject().Select(name => name.Name) : [];

    private string? Field(string name) => Specification.Elements().FirstOrDefault(field => field.Name.LocalName == name)?.Value;
}
