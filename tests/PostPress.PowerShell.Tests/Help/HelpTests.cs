using System.Management.Automation;
using PostPress.Help.Cmdlets;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>Help, parameters and manifest say the same.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly HelpRunspace _runspace = new();

    public static TheoryData<string> Cmdlets => [.. Docs.Cmdlets.Select(help => help.Name)];

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public void Every_exported_cmdlet_has_help_and_no_other() =>
        Assert.Equal(_runspace.Run("(Get-Command -Module PostPress).Name").Select(name => name.ToString()).Order(), Docs.Cmdlets.Select(help => help.Name));

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
    public void The_engine_finds_help_and_its_online_version(string cmdlet)
    {
        var help = Docs.Cmdlet(cmdlet);
        var found = (dynamic)_runspace.Run($"Get-Help {cmdlet} -Full")[0];
        Assert.Equal(help.Synopsis, ((string)found.Synopsis.ToString()).Trim());
        Assert.Equal($"https://postpress.ai/docs/powershell/{cmdlet}", help.OnlineVersion);
        Assert.Equal(help.OnlineVersion, _runspace.Run($"(Get-Command {cmdlet}).HelpUri")[0].ToString());
        foreach (var parameter in help.Parameters)
        {
            Assert.NotEmpty(_runspace.Run($"(Get-Help {cmdlet} -Parameter {parameter.Name}).description"));
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

    [Fact]
    public void There_are_examples_enough()
    {
        foreach (var help in Docs.Cmdlets)
        {
            var least = help.Name is "Connect-PostPress" or "Get-PostPressRelation" or "Export-PostPressRelation" ? 4 : 1;
            Assert.True(help.Examples.Count >= least, help.Name);
            Assert.All(help.Examples, example => Assert.NotEmpty(example.Remarks));
        }
    }

    [Fact]
    public void The_about_topics_are_found_with_a_synopsis()
    {
        Assert.Equal(["about_PostPress", "about_PostPress_Errors", "about_PostPress_Unattended"], Docs.Topics);
        foreach (var topic in Docs.Topics)
        {
            var file = Path.Combine(Path.GetDirectoryName(Repository.Module)!, "en-US", topic + ".help.txt");
            var lines = File.ReadAllLines(file);
            Assert.Equal("SHORT DESCRIPTION", lines[3]);
            Assert.NotEmpty(lines[4].Trim());
            // Code keeps its lines; it is indented deeper.
            Assert.All(lines.Where(line => !line.StartsWith("        ")), line => Assert.True(line.Length <= 80, line));
        }
    }

    private Dictionary<string, ParameterMetadata> Parameters(string cmdlet)
    {
        var command = (CommandInfo)_runspace.Run($"Get-Command {cmdlet}")[0].BaseObject;
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
