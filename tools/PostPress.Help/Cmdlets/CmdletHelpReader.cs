using System.Text.RegularExpressions;
using PostPress.Help.Markdown;

namespace PostPress.Help.Cmdlets;

/// <summary>Reads the help of a cmdlet from PlatyPS's markdown (schema 2.0.0).</summary>
internal static partial class CmdletHelpReader
{
    private const string DefaultMark = " (Default)";

    /// <summary>Reads a file.</summary>
    /// <exception cref="HelpSourceException">A part is missing or can't be understood.</exception>
    public static CmdletHelp Read(MarkdownFile file) => new()
    {
        Name = file.Root.Title,
        OnlineVersion = file.FrontMatter.GetValueOrDefault("online version") ?? throw file.Fault(file.Root, "the front matter has no 'online version'."),
        Synopsis = string.Join(' ', Part(file, "SYNOPSIS").Blocks.OfType<Paragraph>().Select(paragraph => paragraph.Text)),
        Description = Part(file, "DESCRIPTION").Blocks,
        ParameterSets = ReadParameterSets(Part(file, "SYNTAX")),
        Examples = Part(file, "EXAMPLES").Children.Select(example => ReadExample(file, example)).ToList(),
        Parameters = Part(file, "PARAMETERS").Children.Where(IsParameter).Select(parameter => ParameterReader.Read(file, parameter)).ToList(),
        Inputs = ReadTypes(Part(file, "INPUTS")),
        Outputs = ReadTypes(Part(file, "OUTPUTS")),
        Notes = Part(file, "NOTES").Blocks,
        Links = ReadLinks(Part(file, "RELATED LINKS")),
    };

    private static Section Part(MarkdownFile file, string title) =>
        file.Root.Find(title) ?? throw file.Fault(file.Root, $"the section '## {title}' is missing.");

    // "### CommonParameters" stands among them; the engine adds it by itself.
    private static bool IsParameter(Section section) => section.Title.StartsWith('-');

    private static IReadOnlyList<string> ReadParameterSets(Section syntax) => syntax.Children.Count == 0
        ? ["(All)"]
        : syntax.Children.OrderByDescending(set => set.Title.EndsWith(DefaultMark, StringComparison.Ordinal))
            .Select(set => set.Title.Replace(DefaultMark, "", StringComparison.Ordinal)).ToList();

    private static HelpExample ReadExample(MarkdownFile file, Section section)
    {
        var blocks = section.Blocks;
        var code = blocks.FirstOrDefault() as Code ?? throw file.Fault(section, $"'{section.Title}' does not begin with a code block.");
        return new HelpExample(section.Title, code.Text, blocks.Skip(1).ToList());
    }

    private static IReadOnlyList<HelpType> ReadTypes(Section section) =>
        section.Children.Select(type => new HelpType(type.Title, type.Blocks)).ToList();

    private static IReadOnlyList<HelpLink> ReadLinks(Section section) =>
        section.Body.Select(line => Link().Match(line)).Where(link => link.Success)
            .Select(link => new HelpLink(link.Groups[1].Value, Address(link.Groups[2].Value))).ToList();

    // What is linked within the folder is a help topic: its name is enough for Get-Help.
    private static string Address(string target) => target.StartsWith("https:", StringComparison.Ordinal) ? target : "";

    [GeneratedRegex(@"^\[([^\]]+)\]\(([^)]+)\)$")]
    private static partial Regex Link();
}
