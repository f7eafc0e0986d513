using System.Reflection;
using System.Text;

namespace PostPress.Package;

/// <summary>Whose work is shipped with the module, under which licence, with the texts that the licences ask for.</summary>
internal static class ThirdPartyNotices
{
    private static readonly string Line = new('-', 80);

    public static string Write(IReadOnlyList<ShippedPackage> packages)
    {
        var text = new StringBuilder("PostPress for PowerShell is shipped with the following works of others.\n");
        foreach (var package in packages)
        {
            text.Append($"\n{package.Id} {package.Version}\n  Licence:   {package.Licence}\n  Copyright: {package.Copyright}\n  Address:   {package.Address}\n");
            text.Append($"  Files:     {string.Join(", ", package.Files)}\n");
        }

        Append(text, "The licence of", packages, Licence);
        Append(text, "Further notices that come with", packages, package => Read(package, "THIRD-PARTY-NOTICES.TXT"));
        return text.ToString();
    }

    // Each text once, under the names of all packages that it holds for.
    private static void Append(StringBuilder text, string heading, IReadOnlyList<ShippedPackage> packages, Func<ShippedPackage, string?> read)
    {
        foreach (var group in packages.GroupBy(read).Where(group => group.Key is not null))
        {
            text.Append($"\n{Line}\n{heading} {string.Join(", ", group.Select(package => package.Id))}\n{Line}\n\n{group.Key}\n");
        }
    }

    private static string Licence(ShippedPackage package) =>
        Read(package, "LICENSE") ?? Read(package, "LICENSE.TXT") ?? Kept(package.Id) ?? (package.IsFromDotNet && package.Licence == "MIT" ? Kept("Microsoft") : null)
        ?? throw new InvalidOperationException($"{package.Id} {package.Version} ({package.Licence}) brings no licence text: put it into tools/PostPress.Package/Licences/{package.Id}.txt.");

    private static string? Read(ShippedPackage package, string name)
    {
        var path = Path.Combine(package.Folder, name);
        return File.Exists(path) ? Tidy(File.ReadAllText(path)) : null;
    }

    private static string? Kept(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        return stream is null ? null : Tidy(new StreamReader(stream).ReadToEnd());
    }

    private static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim('\n', ' ');
}
