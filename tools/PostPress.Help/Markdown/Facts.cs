namespace PostPress.Help.Markdown;

/// <summary>The little of YAML that PlatyPS uses: <c>Name: value</c>, one a line.</summary>
internal static class Facts
{
    /// <summary>Reads the lines; a name without a value has an empty one.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> lines) =>
        lines.Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
}
