using PostPress.Help.Markdown;

namespace PostPress.Help.Cmdlets;

/// <summary>The help of one cmdlet, with the parts that PlatyPS's markdown and MAML have in common.</summary>
internal sealed record CmdletHelp
{
    public required string Name { get; init; }

    public required string OnlineVersion { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    /// <summary>The names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    public required IReadOnlyList<HelpType> Inputs { get; init; }

    public required IReadOnlyList<HelpType> Outputs { get; init; }

    public required IReadOnlyList<Block> Notes { get; init; }

    public required IReadOnlyList<HelpLink> Links { get; init; }
}

/// <summary>An example: what to type, and what to know about it.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<Block> Remarks);

/// <summary>What goes in or comes out.</summary>
internal sealed record HelpType(string Name, IReadOnlyList<Block> Description);

/// <summary>Where to read on; the address is empty where the text names a help topic.</summary>
internal sealed record HelpLink(string Text, string Address);
