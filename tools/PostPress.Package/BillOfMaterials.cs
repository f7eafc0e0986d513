using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostPress.Package;

/// <summary>The software bill of materials, CycloneDX 1.6: which package each foreign dll comes from, with hashes to check.</summary>
internal static class BillOfMaterials
{
    // A licence, not an HTML page: '+' and '&' stay as they are.
    private static readonly JsonSerializerOptions Shape = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ModuleManifest manifest, IReadOnlyList<ShippedPackage> packages, string module, DateTimeOffset date)
    {
        var self = $"pkg:nuget/PostPress@{manifest.Version}?repository_url=https://www.powershellgallery.com/api/v2";
        var ids = packages.ToDictionary(package => package.Id, Address);
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["component"] = Component("application", "PostPress", manifest.Version, self, "MIT", manifest.Value("Copyright")),
            },
            ["components"] = new JsonArray([.. packages.Select(package => Describe(package, module))]),
            ["dependencies"] = new JsonArray([
                Edge(self, ids.Values),
                .. packages.Select(package => Edge(ids[package.Id], package.Needs.Where(ids.ContainsKey).Select(need => ids[need]))),
            ]),
        };
        return bill.ToJsonString(Shape) + "\n";
    }

    private static string Address(ShippedPackage package) => $"pkg:nuget/{package.Id}@{package.Version}";

    private static JsonObject Describe(ShippedPackage package, string module)
    {
        var component = Component("library", package.Id, package.Version, Address(package), package.Licence, package.Copyright);
        component["hashes"] = Hash("SHA-512", package.Sha512);
        component["components"] = new JsonArray([.. package.Files.Select(file => new JsonObject
        {
            ["type"] = "file",
            ["name"] = file,
            ["hashes"] = Hash("SHA-256", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(module, file))))),
        })]);
        return component;
    }

    private static JsonObject Component(string type, string name, string version, string reference, string licence, string? copyright) => new()
    {
        ["type"] = type,
        ["bom-ref"] = reference,
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = new JsonArray(new JsonObject { ["expression"] = licence }),
        ["copyright"] = copyright,
        ["purl"] = reference,
    };

    private static JsonArray Hash(string algorithm, string content) => new(new JsonObject { ["alg"] = algorithm, ["content"] = content });

    private static JsonObject Edge(string from, IEnumerable<string> to) => new()
    {
        ["ref"] = from,
        ["dependsOn"] = new JsonArray([.. to.Select(one => JsonValue.Create(one))]),
    };
}
