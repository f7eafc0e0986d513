namespace PostPress.Help;

/// <summary>The help of one cmdlet, with the parts that PlatyPS's markdown and MAML have in common.</summary>
internal sealed record CmdletHelp(
    string Name,
    string OnlineVersion,
    string Synopsis,
    IReadOnlyList<Block> Description,
    IReadOnlyList<string> ParameterSets, // the default one first
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<HelpParameter> Parameters,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    IReadOnlyList<Block> Notes,
    IReadOnlyList<Link> Links);

/// <summary>An example: what to type, and what to know about it.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<Block> Remarks);

/// <summary>What goes in or comes out.</summary>
internal sealed record HelpType(string Name, IReadOnlyList<Block> Description);

/// <summary>A parameter, with the facts of its yaml block.</summary>
internal sealed record HelpParameter(
    string Name,
    IReadOnlyList<Block> Description,
    string Type,
    IReadOnlyList<string> ParameterSets, // those that it is in; "(All)" for every one
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool Required,
    string Position, // "Named", or the position from 0
    string DefaultValue,
    string PipelineInput, // "False", or for example "True (ByValue)"
    bool Wildcards)
{
    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsIn(string parameterSet) => ParameterSets.Contains("(All)") || ParameterSets.Contains(parameterSet);
}
