using System.Xml.Linq;

namespace PostPress.Help;

/// <summary>Writes the help of cmdlets as MAML, the form that every PowerShell since 3.0 reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The whole file.</summary>
    public static string Write(IEnumerable<CmdletHelp> cmdlets)
    {
        var items = new XElement(Items + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Cmdlet));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{items}\n".ReplaceLineEndings("\n");
    }

    private static XElement Cmdlet(CmdletHelp help) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        Details(help),
        new XElement(Maml + "description", Paragraphs(help.Description)),
        new XElement(Command + "syntax", help.ParameterSets.Select(set => SyntaxItem(help, set))),
        new XElement(Command + "parameters", help.Parameters.Select(Parameter)),
        new XElement(Command + "inputTypes", help.Inputs.Select(type => TypeOf("inputType", type))),
        new XElement(Command + "returnValues", help.Outputs.Select(type => TypeOf("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(help.Notes))),
        new XElement(Command + "examples", help.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", help.Links.Prepend(new Link("Online Version:", help.OnlineVersion)).Select(NavigationLink)));

    private static XElement Details(CmdletHelp help)
    {
        var dash = help.Name.IndexOf('-', StringComparison.Ordinal);
        return new XElement(
            Command + "details",
            new XElement(Command + "name", help.Name),
            new XElement(Command + "verb", help.Name[..dash]),
            new XElement(Command + "noun", help.Name[(dash + 1)..]),
            new XElement(Maml + "description", new XElement(Maml + "para", help.Synopsis)));
    }

    private static XElement TypeOf(string element, HelpType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        new XElement(Maml + "description", Paragraphs(type.Description)));

    private static XElement Example(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        // Without the empty one the next example's title sticks to this one's text.
        new XElement(Dev + "remarks", Paragraphs(example.Remarks), new XElement(Maml + "para")));

    private static XElement NavigationLink(Link link) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address));

    // The syntax of one parameter set.
    private static XElement SyntaxItem(CmdletHelp help, string parameterSet) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", help.Name),
        help.Parameters.Where(parameter => parameter.IsIn(parameterSet)).Select(parameter => Parameter(parameter, parameter.IsSwitch ? null : Value(parameter))));

    // A parameter with its whole description.
    private static XElement Parameter(HelpParameter parameter) => Parameter(parameter, Value(parameter));

    private static XElement Parameter(HelpParameter parameter, XElement? value) => new(
        Command + "parameter",
        new XAttribute("required", Lower(parameter.Required)),
        new XAttribute("variableLength", Lower(parameter.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Lower(parameter.Wildcards)),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position == "Named" ? "named" : parameter.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        new XElement(Maml + "description", Paragraphs(parameter.Description)),
        AcceptedValues(parameter),
        value,
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.DefaultValue));

    private static XElement Value(HelpParameter parameter) => new(
        Command + "parameterValue",
        new XAttribute("required", Lower(!parameter.IsSwitch)),
        new XAttribute("variableLength", "false"),
        parameter.Type);

    private static XElement? AcceptedValues(HelpParameter parameter) => parameter.AcceptedValues.Count == 0
        ? null
        : new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => new XElement(
            Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)));

    private static string Lower(bool value) => value ? "true" : "false";

    // A paragraph for each block; a list item keeps its marker, and a line of code its blanks.
    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Lines).Select(line => new XElement(Maml + "para", line));

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.MarkedText],
        Code code => code.Lines.Select(line => "    " + line),
        Table table => table.Rows.Select(row => "- " + string.Join(": ", row)),
        _ => [],
    };
}
