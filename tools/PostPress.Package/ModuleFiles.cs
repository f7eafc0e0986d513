namespace PostPress.Package;

/// <summary>The files of a module, as everything here names them.</summary>
internal static class ModuleFiles
{
    /// <summary>Relative paths with forward slashes, in one order on every machine.</summary>
    public static IReadOnlyList<string> Of(string module) =>
        [.. Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(module, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
