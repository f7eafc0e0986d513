using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace PostPress.Package;

/// <summary>What makes a zip a NuGet package as the PowerShell Gallery takes it.</summary>
internal static class GalleryParts
{
    private const string Properties = "package/services/metadata/core-properties/PostPress.psmdcp";
    private static readonly XNamespace Specification = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Terms = "http://purl.org/dc/terms/";
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    public static IEnumerable<KeyValuePair<string, byte[]>> Of(ModuleManifest manifest, IReadOnlyList<string> files, DateTimeOffset date) =>
    [
        Part("PostPress.nuspec", Nuspec(manifest)),
        Part("[Content_Types].xml", ContentTypes([.. files, "PostPress.nuspec", Properties])),
        Part("_rels/.rels", Relationships()),
        Part(Properties, CoreProperties(manifest, date)),
    ];

    private static XElement Nuspec(ModuleManifest manifest)
    {
        var cmdlets = manifest.Values("CmdletsToExport");
        // The tags by which Find-PSResource finds a module by its commands.
        var tags = manifest.Values("Tags").Concat(["PSModule", "PSIncludes_Cmdlet"]).Concat(cmdlets.SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }));
        XElement Field(string name, string value) => new(Specification + name, value);
        return new XElement(Specification + "package", new XElement(
            Specification + "metadata",
            Field("id", "PostPress"),
            Field("version", manifest.Version),
            Field("authors", manifest.Value("Author")),
            Field("owners", manifest.Value("CompanyName")),
            Field("requireLicenseAcceptance", "false"),
            Field("licenseUrl", manifest.Value("LicenseUri")),
            Field("projectUrl", manifest.Value("ProjectUri")),
            Field("iconUrl", manifest.Value("IconUri")),
            Field("description", manifest.Value("Description")),
            Field("releaseNotes", manifest.Value("ReleaseNotes")),
            Field("copyright", manifest.Value("Copyright")),
            Field("tags", string.Join(' ', tags))));
    }

    private static XElement ContentTypes(IReadOnlyList<string> files)
    {
        XElement Default(string extension, string type) => new(Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));
        var extensions = files.Select(file => Path.GetExtension(file).TrimStart('.')).Where(extension => extension != "" && extension != "psmdcp").Distinct().Order(StringComparer.Ordinal);
        return new XElement(
            Types + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
            extensions.Select(extension => Default(extension, "application/octet-stream")),
            files.Where(file => Path.GetExtension(file) == "").Select(file =>
                new XElement(Types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet-stream"))));
    }

    private static XElement Relationships()
    {
        XElement Relation(string id, string type, string target) => new(
            Relations + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + target), new XAttribute("Id", id));
        return new XElement(
            Relations + "Relationships",
            Relation("R1", "http://schemas.microsoft.com/packaging/2010/07/manifest", "PostPress.nuspec"),
            Relation("R2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", Properties));
    }

    private static XElement CoreProperties(ModuleManifest manifest, DateTimeOffset date) => new(
        Core + "coreProperties",
        new XElement(Dublin + "creator", manifest.Value("Author")),
        new XElement(Dublin + "description", manifest.Value("Description")),
        new XElement(Dublin + "identifier", "PostPress"),
        new XElement(Core + "version", manifest.Version),
        new XElement(Terms + "created", new XAttribute(Schema + "type", "dcterms:W3CDTF"), new XAttribute(XNamespace.Xmlns + "dcterms", Terms), date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));

    private static KeyValuePair<string, byte[]> Part(string name, XElement root) =>
        KeyValuePair.Create(name, Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString().ReplaceLineEndings("\n")}\n"));
}
