using System.Text.RegularExpressions;

namespace PostPress.Help.Markdown;

/// <summary>A markdown file: its front matter and its one section of the first level.</summary>
internal sealed partial class MarkdownFile
{
    private const string Rule = "---";

    private MarkdownFile(string path, IReadOnlyDictionary<string, string> frontMatter, Section root)
    {
        Path = path;
        FrontMatter = frontMatter;
        Root = root;
    }

    /// <summary>Where it is, for messages.</summary>
    public string Path { get; }

    /// <summary>The <c>name: value</c> lines between the two rules at the beginning.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The section of the first level.</summary>
    public Section Root { get; }

    /// <summary>Reads a file.</summary>
    public static MarkdownFile Load(string path) => Parse(path, File.ReadAllText(path));

    /// <summary>Reads a text.</summary>
    public static MarkdownFile Parse(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var start = lines[0] == Rule ? Array.IndexOf(lines, Rule, 1) + 1 : 0;
        var frontMatter = Facts.Read(lines.Take(start).Where(line => line != Rule));
        return new MarkdownFile(path, frontMatter, ReadSections(path, lines, start));
    }

    /// <summary>A fault at a section of this file.</summary>
    public HelpSourceException Fault(Section at, string message) => new(Path, at.Line, message);

    private static Section ReadSections(string path, string[] lines, int start)
    {
        var open = new List<Section>();
        var inCode = false;
        for (var i = start; i < lines.Length; i++)
        {
            inCode ^= BlockReader.IsFence(lines[i]);
            if (!inCode && Heading().Match(lines[i]) is { Success: true } heading)
            {
                Open(path, open, new Section(heading.Groups[1].Length, heading.Groups[2].Value.Trim(), i + 1, [], []));
            }
            else if (open.Count > 0)
            {
                open[^1].Body.Add(lines[i]);
            }
        }

        return inCode
            ? throw new HelpSourceException(path, lines.Length, "a code block is not closed.")
            : open.FirstOrDefault() ?? throw new HelpSourceException(path, 1, "there is no '# Title'.");
    }

    private static void Open(string path, List<Section> open, Section section)
    {
        if (section.Level > open.Count + 1 || (section.Level == 1 && open.Count > 0))
        {
            throw new HelpSourceException(path, section.Line, $"'{section.Title}' is a heading of the wrong level.");
        }

        open.RemoveRange(section.Level - 1, open.Count - section.Level + 1);
        open.LastOrDefault()?.Children.Add(section);
        open.Add(section);
    }

    [GeneratedRegex(@"^(#{1,3}) +(.+)$")]
    private static partial Regex Heading();
}
