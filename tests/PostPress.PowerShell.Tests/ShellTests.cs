using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PostPress.PowerShell.Tests;

/// <summary>tools/PostPress.Shell and the samples, in processes of their own, as a user starts them.</summary>
public sealed class ShellTests
{
    [Fact]
    public async Task The_quick_start_shows_a_table_counts_all_and_shows_an_error()
    {
        var outcome = await ShellProcess.RunFileAsync(Path.Combine(Repository.Root, "samples", "quickstart.ps1"));

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Matches(@"Name\s+Headline\s+Connected\s+Profile", outcome.Output);
        Assert.Contains("30000 relations, 30000 different people.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("acc_error_disconnected_account", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("no longer connected to LinkedIn", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_it_runs_the_quick_start()
    {
        var outcome = await ShellProcess.RunNothingAsync();
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("Connect-PostPress -Sandbox -RelationCount 30000", outcome.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_sandbox_is_served_until_it_is_interrupted()
    {
        Skip.If(OperatingSystem.IsWindows(), "An interrupt can't be sent to another process there.");
        using var shell = ShellProcess.Start(Path.Combine(Repository.Root, "samples", "serve-sandbox.ps1"), "-Port", "0", "-RelationCount", "5");
        var address = await Told(shell, "Address:");
        var key = await Told(shell, "Key:");
        var accounts = await Told(shell, "Accounts:");
        using var client = new HttpClient { DefaultRequestHeaders = { { "X-API-KEY", key } } };
        var page = await client.GetStringAsync($"{address}/users/relations?account_id={accounts.Split(',')[0]}");
        Assert.Equal(5, page.Split("\"object\":\"UserRelation\"").Length - 1);

        using var kill = Process.Start("kill", ["-INT", shell.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var outcome = await shell.EndAsync();
        Assert.Equal(130, outcome.ExitCode);
        AssertClosed(new Uri(address).Port);
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_no_port_open()
    {
        using var shell = ShellProcess.Start(Path.Combine(Repository.Root, "samples", "serve-sandbox.ps1"), "-Port", "0");
        var address = await Told(shell, "Address:");
        shell.Kill();
        await shell.EndAsync();
        AssertClosed(new Uri(address).Port);
    }

    [Theory]
    [InlineData("throw 'on purpose'", 1, "on purpose")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-PostPressRelation acc_1; 'not' + ' here'", 1, "Connect-PostPress")]
    [InlineData("exit 7", 7, "")]
    [InlineData("'fine'", 0, "fine")]
    [InlineData("if (", 1, "if (")]
    public async Task The_exit_code_is_the_scripts(string script, int code, string shows)
    {
        var outcome = await ShellProcess.RunAsync(script);
        Assert.True(code == outcome.ExitCode, outcome.ToString());
        Assert.Contains(shows, outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not here", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_there_exits_with_2_and_is_named()
    {
        var outcome = await ShellProcess.RunFileAsync("no-such-script.ps1");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no-such-script.ps1", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given()
    {
        var outcome = await ShellProcess.RunAsync(
            "param([int] $Number, [switch] $Flag, [string] $Text, [string] $Last) \"$Number|$Flag|$Text|$Last\"",
            environment: null,
            "-Number", "5", "-Flag", "-Text", "it's $home; exit 9", "-Last", "ü");
        Assert.Equal("5|True|it's $home; exit 9|ü", outcome.Output.Trim());
    }

    [Fact]
    public async Task Errors_warnings_and_verbose_lines_are_shown_in_the_order_they_came()
    {
        var outcome = await ShellProcess.RunAsync("""
            'first'
            Connect-PostPress -Sandbox
            Get-PostPressRelation acc_nobody
            $null = Get-PostPressRelation acc_sandbox_empty -Verbose
            'last'
            """);
        Assert.Matches(@"(?s)first.*acc_nobody.*VERBOSE: acc_sandbox_empty: asking for page 1.*last", outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    private static async Task<string> Told(ShellProcess shell, string label) =>
        (await shell.ReadUntilAsync(line => line.StartsWith(label, StringComparison.Ordinal)))[label.Length..].Trim().Split("  ")[0];

    private static void AssertClosed(int port)
    {
        using var client = new TcpClient();
        Assert.Throws<SocketException>(() => client.Connect(IPAddress.Loopback, port));
    }
}
