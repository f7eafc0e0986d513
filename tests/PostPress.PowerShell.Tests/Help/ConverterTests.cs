using System.Xml.Linq;
using PostPress.Help;

namespace PostPress.PowerShell.Tests.Help;

public sealed class ConverterTests
{
    private const string Cmdlet = """
        ---
        online version: https://example.com/Get-Thing
        ---
        # Get-Thing
        ## SYNOPSIS
        Gets `a` thing.
        ## SYNTAX
        ### Two
        ### One (Default)
        ## DESCRIPTION
        First
        paragraph with **bold** and \<angle>.

        - an item
          that goes on
        ## EXAMPLES
        ### Example 1: Try
        ```powershell
        # not a heading
        Get-Thing
        ```
        It works & shows.
        ## PARAMETERS
        ### -Name
        The name.
        ```yaml
        Type: String
        Parameter Sets: One
        Aliases: n
        Accepted values: A, B
        Required: True
        Position: 0
        Default value: None
        Accept pipeline input: True (ByValue)
        Accept wildcard characters: False
        ```
        ## INPUTS
        ## OUTPUTS
        ## NOTES
        ## RELATED LINKS
        [about_Thing](../about/about_Thing.md)
        """;

    [Fact]
    public void Maml_has_what_the_markdown_has()
    {
        var maml = XDocument.Parse(MamlWriter.Write([CmdletHelpReader.Read(new HelpPage("Get-Thing.md", Cmdlet))]));
        string[] Values(string name) => [.. maml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];
        Assert.Contains("Gets a thing.", Values("para"));
        Assert.Contains("First paragraph with bold and <angle>.", Values("para"));
        Assert.Contains("- an item that goes on", Values("para"));
        Assert.Equal(["# not a heading\nGet-Thing"], Values("code"));
        Assert.Equal(["Online Version:", "about_Thing"], Values("linkText"));
        var sets = maml.Descendants().Where(element => element.Name.LocalName == "syntaxItem").ToList();
        Assert.Equal([1, 0], sets.Select(set => set.Elements().Count(element => element.Name.LocalName == "parameter")));
    }

    [Theory]
    [InlineData("## SYNOPSIS", "## OTHER", "## SYNOPSIS")]
    [InlineData("Required: True", "Needed: True", "Required")]
    [InlineData("Required: True", "Required: Yes", "Required")]
    [InlineData("```yaml", "```json", "yaml block")]
    [InlineData("online version", "address", "online version")]
    public void A_fault_is_said_with_file_and_line(string part, string instead, string said)
    {
        var fault = Assert.Throws<HelpSourceException>(() => CmdletHelpReader.Read(new HelpPage("Get-Thing.md", Cmdlet.Replace(part, instead))));
        Assert.StartsWith("Get-Thing.md(", fault.Message);
        Assert.Contains(said, fault.Message);
    }

    [Fact]
    public void A_code_block_that_is_not_closed_is_a_fault() =>
        Assert.Equal("x.md(2): error PPHELP: a code block is not closed.", Assert.Throws<HelpSourceException>(() => new HelpPage("x.md", "# Title\n```\ncode")).Message);

    [Theory]
    [InlineData("text", 1, "no '# Title'")]
    [InlineData("# Title\n### Too deep", 2, "wrong level")]
    [InlineData("# Title\n## A\n### B\n#### Too deep", 4, "wrong level")]
    [InlineData("# Title\n\n- item\n  - within", 3, "one paragraph")]
    [InlineData("# Title\n\n> quoted", 3, "can't show")]
    [InlineData("# Title\n\n| A | B |\n| --- | --- |\n| a | b |\n| a | b | c |", 3, "3 cells")]
    public void What_help_cannot_show_is_a_fault(string text, int line, string said)
    {
        var fault = Assert.Throws<HelpSourceException>(() => new HelpPage("x.md", text));
        Assert.StartsWith($"x.md({line}): error PPHELP: ", fault.Message);
        Assert.Contains(said, fault.Message);
    }

    [Fact]
    public void An_about_topic_is_plain_text()
    {
        var text = AboutWriter.Write(new HelpPage("about_X.md", """
            # about_X
            ## Short description
            Says it.
            ## Long description
            | A | B |
            | --- | --- |
            | one | 1 |
            ```powershell
            Get-Thing
            ```
            - item
            """));
        Assert.Equal("TOPIC\n    about_X\n\nSHORT DESCRIPTION\n    Says it.\n\nLONG DESCRIPTION\n    A    B\n    ---  -\n    one  1\n\n        Get-Thing\n\n    - item\n\n", text);
    }

    [Fact]
    public void A_wide_table_becomes_records()
    {
        var table = new Table(["Id", "Status", "Means"], [["first", "1", string.Join(' ', Enumerable.Repeat("word", 30))]]);
        var lines = PlainText.Tabulate(table, 40, 2).ToList();
        Assert.Equal("  first", lines[0]);
        Assert.StartsWith("      Status:  1", lines[1]);
        Assert.All(lines, line => Assert.True(line.Length <= 40));
    }

    [Fact]
    public void A_word_longer_than_the_line_stands_alone() =>
        Assert.Equal(["  a", "   bbbbbbbb", "   c"], PlainText.Wrap("a bbbbbbbb c", 6, 2, 3));
}
