namespace PostPress.Package;

/// <summary>What CHANGELOG.md says of one version.</summary>
internal static class ReleaseNotes
{
    /// <summary>The section of the version; before a release has one, that of what is not released yet.</summary>
    public static string Of(string changelog, string version)
    {
        var sections = ("\n" + changelog.ReplaceLineEndings("\n")).Split("\n## ");
        var section = sections.FirstOrDefault(section => section.StartsWith($"[{version}]", StringComparison.Ordinal))
            ?? sections.FirstOrDefault(section => section.StartsWith("[Unreleased]", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"CHANGELOG.md has neither a section [{version}] nor [Unreleased].");
        // The addresses of the headings follow the last section.
        var lines = section.Split('\n').Skip(1).TakeWhile(line => !(line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal)));
        return string.Join('\n', lines).Trim();
    }
}
