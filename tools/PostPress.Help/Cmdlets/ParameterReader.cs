using PostPress.Help.Markdown;

namespace PostPress.Help.Cmdlets;

/// <summary>Reads a parameter: its description, and the facts of the yaml block under it.</summary>
internal static class ParameterReader
{
    /// <summary>Reads a section such as <c>### -AccountId</c>.</summary>
    public static HelpParameter Read(MarkdownFile file, Section section)
    {
        var blocks = section.Blocks;
        if (blocks.OfType<Code>().Where(code => code.Language == "yaml").ToList() is not [var yaml])
        {
            throw file.Fault(section, $"'{section.Title}' needs exactly one yaml block.");
        }

        var facts = Facts.Read(yaml.Lines);
        string Fact(string name) => facts.GetValueOrDefault(name) ?? throw file.Fault(section, $"the yaml block of '{section.Title}' has no '{name}'.");
        return new HelpParameter
        {
            Name = section.Title.TrimStart('-'),
            Description = blocks.Where(block => block != yaml).ToList(),
            Type = Fact("Type"),
            ParameterSets = Values(Fact("Parameter Sets")),
            Aliases = Values(Fact("Aliases")),
            AcceptedValues = Values(facts.GetValueOrDefault("Accepted values") ?? ""),
            Required = bool.Parse(Fact("Required")),
            Position = Fact("Position"),
            DefaultValue = Fact("Default value"),
            PipelineInput = Fact("Accept pipeline input"),
            Wildcards = bool.Parse(Fact("Accept wildcard characters")),
        };
    }

    private static string[] Values(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
