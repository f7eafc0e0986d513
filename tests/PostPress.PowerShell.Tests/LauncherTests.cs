using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PostPress.PowerShell.Tests;

/// <summary>tools/PostPress.Shell, as a user starts it.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Without_a_file_it_runs_the_quick_start_in_plain_text()
    {
        var outcome = await RunAsync();
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("Connect-PostPress -Sandbox -RelationCount 30000", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("30000 relations, 30000 different people.", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'on purpose'", 1, "on purpose")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-PostPressRelation acc_1; 'not' + ' here'", 1, "Connect-PostPress")]
    [InlineData("exit 7", 7, "")]
    [InlineData("'fine'", 0, "fine")]
    [InlineData("if (", 1, "if (")]
    public async Task The_exit_code_is_the_scripts(string script, int code, string shows)
    {
        using var file = new ScriptFile(script);
        var outcome = await RunAsync(file.Path);
        Assert.True(code == outcome.ExitCode, outcome.ToString());
        Assert.Contains(shows, outcome.Output + outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not here", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_there_exits_with_2_and_is_named()
    {
        var outcome = await RunAsync("no-such-script.ps1");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no-such-script.ps1", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given()
    {
        using var file = new ScriptFile("param([int] $Number, [switch] $Flag, [string] $Text, [string] $Last) \"$Number|$Flag|$Text|$Last\"");
        var outcome = await RunAsync(file.Path, "-Number", "5", "-Flag", "-Text", "it's $home; exit 9", "-Last", "ü");
        Assert.Equal("5|True|it's $home; exit 9|ü", outcome.Output.Trim());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task The_sandbox_is_served_until_a_signal_ends_it(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The commands that start a process as a terminal does are Linux's.");
        using var launcher = PwshProcess.StartLauncher(Path.Combine(Repository.Root, "samples", "serve-sandbox.ps1"), "-Port", "0", "-RelationCount", "5");
        var address = await ReadAsync(launcher, "Address:");
        var key = await ReadAsync(launcher, "Key:");
        var accounts = await ReadAsync(launcher, "Accounts:");
        using var client = new HttpClient { DefaultRequestHeaders = { { "X-API-KEY", key } } };
        var page = await client.GetStringAsync($"{address}/users/relations?account_id={accounts.Split(',')[0]}");
        Assert.Equal(5, page.Split("\"object\":\"UserRelation\"").Length - 1);

        // A terminal sends an interrupt to the whole group; who ends a process by hand, to that process alone.
        var target = (signal == "INT" ? "-" : "") + launcher.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-s", signal, "--", target]);
        var outcome = await launcher.EndAsync();
        // After an interrupt the code is pwsh's own.
        Assert.True(signal == "INT" || outcome.ExitCode != 0, outcome.ToString());
        using var connection = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => connection.ConnectAsync(IPAddress.Loopback, new Uri(address).Port));
    }

    private static async Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        using var launcher = PwshProcess.StartLauncher(arguments);
        return await launcher.EndAsync();
    }

    private static async Task<string> ReadAsync(PwshProcess launcher, string label) =>
        (await launcher.ReadUntilAsync(line => line.StartsWith(label, StringComparison.Ordinal)))[label.Length..].Trim().Split("  ")[0];
}
