using System.Text.RegularExpressions;

namespace PostPress.Client.Tests;

/// <summary>The folders of a project point one way: read from top to bottom, each names types of those below it only.</summary>
public sealed class FolderTests
{
    // From top to bottom. The files beside the folders are the vocabulary that all of them share; they name no folder.
    private static readonly string[] Client =
        ["Checks", "Sync", "Export", "Compare", "Listing", "Requests", "Ledger", "Formats", "Json", "Errors", "Identity", "Files", ""];

    private static readonly string[] Cmdlets = ["Commands", "Engine", "Isolation", ""];

    private static readonly Regex CommentOrString = new("""//.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.CultureInvariant);
    private static readonly Regex Declaration = new(@"\b(?:class|record struct|record|struct|interface|enum|delegate [\w<>\[\]?]+)\s+(\w+)", RegexOptions.CultureInvariant);

    // Not a member of something else, nor a property that is set in an initializer.
    private static readonly Regex Word = new(@"(?<![.\w])[A-Z]\w+\b(?!\s*(?:=[^=]|\{ get))", RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("PostPress.Client")]
    [InlineData("PostPress.PowerShell")]
    public void A_folder_names_only_folders_below_it(string project)
    {
        var order = project == "PostPress.Client" ? Client : Cmdlets;
        var files = Read(project);
        Assert.Equal(order.Order(StringComparer.Ordinal), files.Select(file => file.Folder).Append("").Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Upward(files, order));
    }

    [Fact]
    public void A_line_that_points_up_is_found()
    {
        var upward = Upward([("Files", "a.cs", "class Lock;\n// Sync: not a word of code\nvar text = \"Sync\";\nnew Sync();"), ("Sync", "b.cs", "class Sync;\nLock it;")], Client);
        Assert.Equal("Files/a.cs:4 names Sync of Sync", Assert.Single(upward));
    }

    private static List<string> Upward(IReadOnlyList<(string Folder, string Name, string Text)> files, string[] order)
    {
        var homes = files.SelectMany(file => Declaration.Matches(Code(file.Text)).Cast<Match>().Select(match => (Type: match.Groups[1].Value, file.Folder)))
            .GroupBy(type => type.Type, type => type.Folder).Where(home => home.Distinct().Count() == 1)
            .ToDictionary(home => home.Key, home => home.First(), StringComparer.Ordinal);
        List<string> upward = [];
        foreach (var (folder, name, text) in files)
        {
            var lines = Code(text).Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                upward.AddRange(Word.Matches(lines[line]).Cast<Match>()
                    .Where(word => homes.TryGetValue(word.Value, out var home) && Array.IndexOf(order, home) < Array.IndexOf(order, folder))
                    .Select(word => $"{folder}/{name}:{line + 1} names {word.Value} of {homes[word.Value]}"));
            }
        }

        return upward;
    }

    private static List<(string Folder, string Name, string Text)> Read(string project)
    {
        var root = Path.Combine(Root, "src", project);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Folder: Path.GetDirectoryName(Path.GetRelativePath(root, path))!.Replace('\\', '/'), Path: path))
            .Where(file => file.Folder.Split('/')[0] is not ("obj" or "bin"))
            .Select(file => (file.Folder, Path.GetFileName(file.Path), File.ReadAllText(file.Path)))];
    }

    // Comments and strings name what they like.
    private static string Code(string text) => CommentOrString.Replace(text, "");

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "PostPress.psd1")) || !Directory.Exists(Path.Combine(folder.FullName, "src")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }
}
