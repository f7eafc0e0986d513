using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdownTable = Markdig.Extensions.Tables.Table;

namespace PostPress.Help;

/// <summary>A fault in a page, in a compiler's form, so that the build shows file and line.</summary>
internal sealed class HelpSourceException(string file, int line, string message) : Exception($"{file}({line}): error PPHELP: {message}");

/// <summary>
/// A page of <c>docs/</c>: its front matter, and its one section of the first level. Markdig parses it. What help can't show is a
/// fault, so that nothing in a page is lost silently.
/// </summary>
internal sealed class HelpPage
{
    private const int DeepestLevel = 3;

    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    private readonly string _path;

    /// <summary>Reads a text; the path is for messages.</summary>
    /// <exception cref="HelpSourceException">The page has a fault.</exception>
    public HelpPage(string path, string text)
    {
        _path = path;
        var document = Markdown.Parse(text, Pipeline);
        FrontMatter = ReadFacts(document.FirstOrDefault() is YamlFrontMatterBlock yaml ? Lines(yaml) : []);
        Root = ReadSections(document);
    }

    /// <summary>The <c>name: value</c> lines between the two rules at the beginning.</summary>
    public IReadOnlyDictionary<string, string> FrontMatter { get; }

    /// <summary>The section of the first level.</summary>
    public Section Root { get; }

    /// <summary>Reads a file.</summary>
    public static HelpPage Load(string path) => new(path, File.ReadAllText(path));

    /// <summary>The little of YAML that PlatyPS uses: <c>Name: value</c>, one a line; a name without a value has an empty one.</summary>
    public static IReadOnlyDictionary<string, string> ReadFacts(IEnumerable<string> lines) =>
        lines.Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The section below the first one with a title, in any case of letters.</summary>
    public Section Part(string title) =>
        Root.Children.Find(child => child.Title.Equals(title, StringComparison.OrdinalIgnoreCase)) ?? throw Fault(Root, $"the section '## {title}' is missing.");

    /// <summary>A fault at a section of this page.</summary>
    public HelpSourceException Fault(Section at, string message) => new(_path, at.Line, message);

    private static MarkdownPipeline CreatePipeline()
    {
        // Without HTML "<id>" in a text is what it looks like.
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().DisableHtml();
        builder.BlockParsers.FindExact<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        return builder.Build();
    }

    private HelpSourceException Fault(MarkdownObject at, string message) => new(_path, at.Line + 1, message);

    private Section ReadSections(MarkdownDocument document)
    {
        var open = new List<Section>();
        foreach (var block in document)
        {
            if (block is HeadingBlock heading)
            {
                Open(open, heading);
            }
            else if (open.Count > 0)
            {
                open[^1].Blocks.AddRange(ReadBlock(block));
                open[^1].Links.AddRange(Links(block).Select(link => new Link(Text(link), link.Url ?? "")));
            }
        }

        return open.FirstOrDefault() ?? throw new HelpSourceException(_path, 1, "there is no '# Title'.");
    }

    private void Open(List<Section> open, HeadingBlock heading)
    {
        var section = new Section(Text(heading), heading.Line + 1);
        if (heading.Level > Math.Min(open.Count + 1, DeepestLevel) || (heading.Level == 1 && open.Count > 0))
        {
            throw Fault(section, $"'{section.Title}' is a heading of the wrong level.");
        }

        open.RemoveRange(heading.Level - 1, open.Count - heading.Level + 1);
        open.LastOrDefault()?.Children.Add(section);
        open.Add(section);
    }

    private IEnumerable<Block> ReadBlock(MarkdownObject block) => block switch
    {
        FencedCodeBlock { ClosingFencedCharCount: 0 } => throw Fault(block, "a code block is not closed."),
        CodeBlock code => [new Code((code as FencedCodeBlock)?.Info ?? "", Lines(code))],
        ParagraphBlock paragraph => [new Paragraph(Text(paragraph))],
        ListBlock list => list.Cast<ListItemBlock>().Select(item => ReadItem(list, item)),
        MarkdownTable table => [ReadTable(table)],
        LinkReferenceDefinitionGroup => [],
        _ => throw Fault(block, $"help can't show this ({block.GetType().Name})."),
    };

    private Paragraph ReadItem(ListBlock list, ListItemBlock item) => item.ToList() is [ParagraphBlock paragraph]
        ? new Paragraph(Text(paragraph), list.IsOrdered ? $"{item.Order}{list.OrderedDelimiter}" : $"{list.BulletType}")
        : throw Fault(item, "an item of a list must be one paragraph.");

    private Table ReadTable(MarkdownTable table)
    {
        var rows = table.Cast<ContainerBlock>().Select(row => row.Cast<ContainerBlock>().Select(Cell).ToList()).ToList();
        return rows[0].Count == table.ColumnDefinitions.Count
            ? new Table(rows[0], rows.Skip(1).ToList())
            : throw Fault(table, $"a row of this table has {rows[0].Count} cells, its header {table.ColumnDefinitions.Count}.");
    }

    private string Cell(ContainerBlock cell) => string.Concat(cell.OfType<ParagraphBlock>().Select(Text));

    private static List<string> Lines(LeafBlock code) => code.Lines.Lines.Take(code.Lines.Count).Select(line => line.ToString()).ToList();

    private static IEnumerable<LinkInline> Links(MarkdownObject block) =>
        block is LeafBlock leaf ? leaf.Inline?.FindDescendants<LinkInline>() ?? [] : block.Descendants<LinkInline>();

    private string Text(LeafBlock block) => block.Inline is null ? "" : Text(block.Inline);

    private string Text(ContainerInline container) => string.Concat(container.Select(Text));

    // As a user reads it. Of a link between the pages of this folder only the text is of use.
    private string Text(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LinkInline { Url: { } url } link when url.StartsWith("http", StringComparison.Ordinal) && url != Text(link) => $"{Text(link)} ({url})",
        ContainerInline container => Text(container),
        _ => throw Fault(inline, $"help can't show this ({inline.GetType().Name})."),
    };
}
