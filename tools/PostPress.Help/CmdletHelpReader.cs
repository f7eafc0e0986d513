namespace PostPress.Help;

/// <summary>Reads the help of a cmdlet from PlatyPS's markdown (schema 2.0.0).</summary>
internal static class CmdletHelpReader
{
    private const string DefaultMark = " (Default)";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpSourceException">A part is missing or can't be understood.</exception>
    public static CmdletHelp Read(HelpPage page) => new(
        Name: page.Root.Title,
        OnlineVersion: page.FrontMatter.GetValueOrDefault("online version") ?? throw page.Fault(page.Root, "the front matter has no 'online version'."),
        Synopsis: string.Join(' ', page.Part("SYNOPSIS").Blocks.OfType<Paragraph>().Select(paragraph => paragraph.Text)),
        Description: page.Part("DESCRIPTION").Blocks,
        ParameterSets: ReadParameterSets(page.Part("SYNTAX")),
        Examples: page.Part("EXAMPLES").Children.Select(example => ReadExample(page, example)).ToList(),
        Parameters: page.Part("PARAMETERS").Children.Where(IsParameter).Select(parameter => ReadParameter(page, parameter)).ToList(),
        Inputs: ReadTypes(page.Part("INPUTS")),
        Outputs: ReadTypes(page.Part("OUTPUTS")),
        Notes: page.Part("NOTES").Blocks,
        // What is linked within the folder is a help topic: its name is enough for Get-Help.
        Links: page.Part("RELATED LINKS").Links.Select(link => link.Address.StartsWith("https:", StringComparison.Ordinal) ? link : link with { Address = "" }).ToList());

    // "### CommonParameters" is one of the sections; the engine adds it by itself.
    private static bool IsParameter(Section section) => section.Title.StartsWith('-');

    private static IReadOnlyList<string> ReadParameterSets(Section syntax) => syntax.Children.Count == 0
        ? ["(All)"]
        : syntax.Children.OrderByDescending(set => set.Title.EndsWith(DefaultMark, StringComparison.Ordinal))
            .Select(set => set.Title.Replace(DefaultMark, "", StringComparison.Ordinal)).ToList();

    private static HelpExample ReadExample(HelpPage page, Section section)
    {
        var code = section.Blocks.FirstOrDefault() as Code ?? throw page.Fault(section, $"'{section.Title}' does not begin with a code block.");
        return new HelpExample(section.Title, string.Join('\n', code.Lines), section.Blocks.Skip(1).ToList());
    }

    private static IReadOnlyList<HelpType> ReadTypes(Section section) =>
        section.Children.Select(type => new HelpType(type.Title, type.Blocks)).ToList();

    private static HelpParameter ReadParameter(HelpPage page, Section section)
    {
        if (section.Blocks.OfType<Code>().Where(code => code.Language == "yaml").ToList() is not [var yaml])
        {
            throw page.Fault(section, $"'{section.Title}' needs exactly one yaml block.");
        }

        var facts = HelpPage.ReadFacts(yaml.Lines);
        string Fact(string name) => facts.GetValueOrDefault(name) ?? throw page.Fault(section, $"the yaml block of '{section.Title}' has no '{name}'.");
        bool Flag(string name) => bool.TryParse(Fact(name), out var value) ? value : throw page.Fault(section, $"'{name}' of '{section.Title}' is neither True nor False.");
        return new HelpParameter(
            Name: section.Title.TrimStart('-'),
            Description: section.Blocks.Where(block => block != yaml).ToList(),
            Type: Fact("Type"),
            ParameterSets: Values(Fact("Parameter Sets")),
            Aliases: Values(Fact("Aliases")),
            AcceptedValues: Values(facts.GetValueOrDefault("Accepted values") ?? ""),
            Required: Flag("Required"),
            Position: Fact("Position"),
            DefaultValue: Fact("Default value"),
            PipelineInput: Fact("Accept pipeline input"),
            Wildcards: Flag("Accept wildcard characters"));
    }

    private static string[] Values(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
