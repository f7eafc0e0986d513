using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>Whatever a document of this repository names in it is there: a promise whose test was renamed is no promise.</summary>
public sealed partial class DocumentPathTests
{
    public static TheoryData<string> Documents =>
        [.. new[] { "README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/performance.md" }.Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))).Distinct()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_and_link_is_there(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var folder = Path.GetDirectoryName(document)!;
        var links = Link().Matches(text).Select(link => Path.Combine(folder, link.Groups[1].Value));
        var paths = RepositoryPath().Matches(text).Select(path => path.Value.TrimEnd('.'));

        Assert.All(links.Concat(paths), path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [Fact]
    public void The_promises_name_their_tests() =>
        Assert.InRange(RepositoryPath().Count(File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"))), 10, 100);

    // A link to a file of ours: no scheme, and without the anchor behind it.
    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.])(?:src|tests|samples|docs)/[\w./-]+")]
    private static partial Regex RepositoryPath();
}
