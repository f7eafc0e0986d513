using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests;

/// <summary>What the views show, on screens of several widths.</summary>
public sealed class FormatTests
{
    private const string Hostile = """
        {"items":[{"first_name":"Ada\u001b[31m","last_name":"Love\u202elace","headline":"one\r\ntwo\u0007 three\u2066","public_identifier":"ada\u0008",
        "member_id":"m\u009b1","created_at":1747400000000}],"cursor":null}
        """;

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void The_table_fits_the_screen_with_a_line_for_each_relation(int width)
    {
        using var runspace = new ModuleRunspace(width);
        runspace.Get("Connect-PostPress -Sandbox; Get-PostPressRelation acc_sandbox_small | Out-Default");
        var lines = Plain(runspace).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Matches(@"^Name\s+Headline\s+Connected\s+Profile$", lines[0]);
        Assert.Equal(2 + 25, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Contains("2026-06-", Plain(runspace), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Out-Default", "Ada [31m Love lace")]
    [InlineData("Format-List | Out-Default", "one two three")]
    public void Control_characters_and_marks_of_direction_do_not_reach_the_screen(string view, string shows)
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(Hostile));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        runspace.Get($"Get-PostPressRelation acc_1 | {view}");

        Assert.Contains(shows, Plain(runspace), StringComparison.Ordinal);
        Assert.DoesNotContain(Plain(runspace).Replace("\n", "").Replace("\r", ""), c => char.IsControl(c) || c is '\u202e' or '\u2066');
        Assert.Equal("one\r\ntwo\a three\u2066", runspace.One<string>("(Get-PostPressRelation acc_1).Headline"));
    }

    [Fact]
    public void The_list_shows_every_property()
    {
        using var runspace = new ModuleRunspace();
        runspace.Get("Connect-PostPress -Sandbox; Get-PostPressRelation acc_sandbox_small -First 1 | Format-List | Out-Default");
        var labels = Plain(runspace).Split('\n').Where(line => line.Contains(" : ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);
        Assert.Equal(runspace.Get("(Get-PostPressRelation acc_sandbox_small -First 1).PSObject.Properties.Name").Select(name => (string)name!.BaseObject), labels);
    }

    [Fact]
    public void The_connection_shows_the_sandboxs_accounts()
    {
        using var runspace = new ModuleRunspace(width: 200);
        runspace.Get("Connect-PostPress -Sandbox -PassThru | Out-Default");
        Assert.All(["acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty"], account => Assert.Contains(account, Plain(runspace), StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_a_connection_has_a_line_for_each_setting_on_a_narrow_screen()
    {
        using var runspace = new ModuleRunspace(width: 80);
        runspace.Get("Connect-PostPress -Sandbox -MaximumRetryWaitSec 77 -PassThru | Format-List | Out-Default");
        var lines = Plain(runspace).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.All(lines, line => Assert.Matches(@"^\w+ +:", line));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^MaximumRetryWaitSec +: 77$"));
        Assert.Equal(
            ["BaseUri", "MaskedKey", "IsSandbox", "AccountId", .. runspace.Get("(Get-PostPressConnection).Settings.PSObject.Properties.Name").Select(name => (string)name!.BaseObject)],
            lines.Select(line => line.Split(' ')[0]));
    }

    // Only the colours that the engine itself gives to labels: one that came from the server would stay.
    private static string Plain(ModuleRunspace runspace) => Regex.Replace(runspace.Shown, @"\x1b\[(0|32;1|32;1;3)m", "");
}
