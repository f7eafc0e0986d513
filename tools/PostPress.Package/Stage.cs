using System.Text;

namespace PostPress.Package;

/// <summary>The module as it is installed: the build's, with notices, bill of materials and the manifest's generated parts.</summary>
internal static class Stage
{
    public const string Manifest = "PostPress.psd1";
    public const string Notices = "THIRD-PARTY-NOTICES.txt";
    public const string Bill = "PostPress.cdx.json";

    public static void Make(string root, string module, string staged, DateTimeOffset date)
    {
        if (!File.Exists(Path.Combine(module, Manifest)))
        {
            throw new InvalidOperationException($"There is no module in {module}: run dotnet build first.");
        }

        if (Directory.Exists(staged))
        {
            Directory.Delete(staged, recursive: true);
        }

        foreach (var file in ModuleFiles.Of(module))
        {
            var copy = Path.Combine(staged, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(module, file), copy);
        }

        var packages = ShippedPackage.Of(root, module);
        var manifest = new ModuleManifest(File.ReadAllText(Path.Combine(module, Manifest)));
        File.WriteAllText(Path.Combine(staged, Notices), ThirdPartyNotices.Write(packages));
        File.WriteAllText(Path.Combine(staged, Bill), BillOfMaterials.Write(manifest, packages, module, date));
        manifest.SetText("ReleaseNotes", ReleaseNotes.Of(File.ReadAllText(Path.Combine(root, "CHANGELOG.md")), manifest.Version));
        manifest.SetList("FileList", ModuleFiles.Of(staged));
        // With its mark: Windows PowerShell reads a file without one in the machine's own code page.
        File.WriteAllText(Path.Combine(staged, Manifest), manifest.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }
}
