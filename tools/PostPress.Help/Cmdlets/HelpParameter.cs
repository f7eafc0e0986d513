using PostPress.Help.Markdown;

namespace PostPress.Help.Cmdlets;

/// <summary>A parameter, with the facts of its yaml block.</summary>
internal sealed record HelpParameter
{
    private const string Everywhere = "(All)";

    public required string Name { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    public required string Type { get; init; }

    /// <summary>The parameter sets that it is in; <c>(All)</c> for every one.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required IReadOnlyList<string> AcceptedValues { get; init; }

    public required bool Required { get; init; }

    /// <summary><c>Named</c>, or the position from 0.</summary>
    public required string Position { get; init; }

    public required string DefaultValue { get; init; }

    /// <summary><c>False</c>, or e.g. <c>True (ByValue)</c>.</summary>
    public required string PipelineInput { get; init; }

    public required bool Wildcards { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsIn(string parameterSet) => ParameterSets.Contains(Everywhere) || ParameterSets.Contains(parameterSet);
}
