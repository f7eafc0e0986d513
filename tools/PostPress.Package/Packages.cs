namespace PostPress.Package;

/// <summary>The two archives: the Gallery's package and a zip to unpack into a modules folder.</summary>
internal static class Packages
{
    public static IReadOnlyList<string> Make(string staged, string folder, DateTimeOffset date)
    {
        var manifest = new ModuleManifest(File.ReadAllText(Path.Combine(staged, Stage.Manifest)));
        var files = ModuleFiles.Of(staged);
        var listed = manifest.Values("FileList");
        if (!files.SequenceEqual(listed))
        {
            throw new InvalidOperationException($"The manifest's FileList and the files differ: {string.Join(", ", files.Except(listed).Concat(listed.Except(files)))}");
        }

        var contents = files.ToDictionary(file => file, file => File.ReadAllBytes(Path.Combine(staged, file)));
        var package = Path.Combine(folder, $"PostPress.{manifest.Version}.nupkg");
        var zip = Path.Combine(folder, $"PostPress-{manifest.Version}.zip");
        Archive.Write(package, contents.Concat(GalleryParts.Of(manifest, files, date)), date);
        // The layout of a modules folder: several versions side by side.
        Archive.Write(zip, contents.Select(file => KeyValuePair.Create($"PostPress/{manifest.Version}/{file.Key}", file.Value)), date);
        return [package, zip];
    }
}
