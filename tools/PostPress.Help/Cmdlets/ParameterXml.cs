using System.Xml.Linq;
using static PostPress.Help.Cmdlets.Names;

namespace PostPress.Help.Cmdlets;

/// <summary>A parameter in MAML: once in the syntax of each parameter set, once with its whole description.</summary>
internal static class ParameterXml
{
    /// <summary>The syntax of one parameter set.</summary>
    public static XElement SyntaxItem(CmdletHelp help, string parameterSet) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", help.Name),
        help.Parameters.Where(parameter => parameter.IsIn(parameterSet)).Select(parameter => Element(parameter, parameter.IsSwitch ? null : Value(parameter))));

    /// <summary>The whole description.</summary>
    public static XElement Describe(HelpParameter parameter) => Element(parameter, Value(parameter));

    private static XElement Element(HelpParameter parameter, XElement? value) => new(
        Command + "parameter",
        new XAttribute("required", Lower(parameter.Required)),
        new XAttribute("variableLength", Lower(parameter.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Lower(parameter.Wildcards)),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position == "Named" ? "named" : parameter.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        new XElement(Maml + "description", MamlWriter.Paragraphs(parameter.Description)),
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
}
