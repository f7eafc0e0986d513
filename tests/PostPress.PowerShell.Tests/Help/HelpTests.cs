using System.Management.Automation;
using PostPress.Help;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>The pages of the help and the parameters say the same; what Get-Help shows is in tests/Pester/Help.Tests.ps1.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly ModuleRunspace _runspace = new();

    public static TheoryData<string> Cmdlets => [.. Docs.Cmdlets.Select(help => help.Name)];

    public void Dispose() => _runspace.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_with_its_facts(string cmdlet)
    {
        var help = Docs.Cmdlet(cmdlet);
        var parameters = Parameters(cmdlet);
        Assert.Equal(parameters.Keys.Order(), help.Parameters.Select(parameter => parameter.Name).Order());
        foreach (var described in help.Parameters)
        {
            Assert.NotEmpty(described.Description);
            Assert.Equal(Facts(parameters[described.Name], help.ParameterSets), Facts(described, help.ParameterSets));
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_number_says_its_range_and_default(string cmdlet)
    {
        foreach (var (name, parameter) in Parameters(cmdlet))
        {
            var text = string.Join(' ', Docs.Cmdlet(cmdlet).Parameters.Single(described => described.Name == name).Description);
            if (parameter.Attributes.OfType<ValidateRangeAttribute>().SingleOrDefault() is { } range)
            {
                Assert.Contains(FormattableString.Invariant($"{range.MinRange:#,0} to ").Replace(",", ""), text.Replace(",", ""));
                Assert.Contains(FormattableString.Invariant($" to {range.MaxRange:0}"), text.Replace(",", ""));
            }

            Assert.True(parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.Mandatory) || text.Contains("Default:"), $"{cmdlet} -{name} says no default.");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_syntax_names_the_parameters_of_each_set(string cmdlet)
    {
        var help = Docs.Cmdlet(cmdlet);
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cmdlets", cmdlet + ".md"));
        var lines = text.Split("## DESCRIPTION")[0].Split("```").Where((_, part) => part % 2 == 1).ToList();
        Assert.Equal(help.ParameterSets.Count, lines.Count);
        for (var set = 0; set < lines.Count; set++)
        {
            var named = System.Text.RegularExpressions.Regex.Matches(lines[set], @"(?<=[\[ ]-)\w+").Select(match => match.Value).Order();
            Assert.Equal(help.Parameters.Where(parameter => parameter.IsIn(help.ParameterSets[set])).Select(parameter => parameter.Name).Order(), named);
        }
    }

    private Dictionary<string, ParameterMetadata> Parameters(string cmdlet)
    {
        var command = (CommandInfo)_runspace.Get($"Get-Command {cmdlet}")[0]!.BaseObject;
        return command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).ToDictionary(parameter => parameter.Name);
    }

    private static string Facts(ParameterMetadata parameter, IReadOnlyList<string> sets)
    {
        var everywhere = parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets);
        var facts = parameter.ParameterSets.Values.First();
        string[] pipeline = [.. facts.ValueFromPipelineByPropertyName ? ["ByPropertyName"] : Array.Empty<string>(), .. facts.ValueFromPipeline ? ["ByValue"] : Array.Empty<string>()];
        return string.Join("; ",
            parameter.ParameterType.Name,
            facts.IsMandatory,
            facts.Position == int.MinValue ? "Named" : facts.Position,
            pipeline.Length == 0 ? "False" : $"True ({string.Join(", ", pipeline)})",
            string.Join(',', sets.Where(set => everywhere || parameter.ParameterSets.ContainsKey(set))),
            string.Join(',', parameter.Aliases));
    }

    private static string Facts(HelpParameter parameter, IReadOnlyList<string> sets) => string.Join("; ",
        parameter.Type,
        parameter.Required,
        parameter.Position,
        parameter.PipelineInput,
        string.Join(',', sets.Where(parameter.IsIn)),
        string.Join(',', parameter.Aliases));
}
