using System.Xml.Linq;
using PostPress.Help.Markdown;
using static PostPress.Help.Cmdlets.Names;

namespace PostPress.Help.Cmdlets;

/// <summary>Writes the help of cmdlets as MAML, the form that every PowerShell since 3.0 reads.</summary>
internal static class MamlWriter
{
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
        new XElement(Command + "syntax", help.ParameterSets.Select(set => ParameterXml.SyntaxItem(help, set))),
        new XElement(Command + "parameters", help.Parameters.Select(ParameterXml.Describe)),
        new XElement(Command + "inputTypes", help.Inputs.Select(type => TypeOf("inputType", type))),
        new XElement(Command + "returnValues", help.Outputs.Select(type => TypeOf("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(help.Notes))),
        new XElement(Command + "examples", help.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", help.Links.Prepend(new HelpLink("Online Version:", help.OnlineVersion)).Select(Link)));

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

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address));

    /// <summary>A paragraph for each block; a list item keeps its marker, and a line of code its blanks.</summary>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Lines).Select(line => new XElement(Maml + "para", line));

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        ListItem item => [$"{item.Marker} {item.Text}"],
        Code code => code.Lines.Select(line => "    " + line),
        Table table => table.Rows.Select(row => "- " + string.Join(": ", row)),
        _ => [],
    };
}
