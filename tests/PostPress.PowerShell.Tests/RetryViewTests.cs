using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests;

/// <summary>What the user sees while a wait goes on; the lines of a run are in tests/Pester/Retries.Tests.ps1.</summary>
public sealed class RetryViewTests
{
    [Fact]
    public async Task A_long_wait_is_a_warning_and_the_progress_bar_counts_it_down()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Error,Status=429,RetryAfter=200,Page=2'");
        using var script = runspace.Start("Get-PostPressRelation acc_sandbox_main -PageSize 10");
        var warning = await RunningScript.WaitForAsync(script.Streams.Warning, _ => true);
        var first = await RunningScript.WaitForAsync(script.Streams.Progress, record => SecondsLeft(record) is not null);
        await RunningScript.WaitForAsync(script.Streams.Progress, record => SecondsLeft(record) < SecondsLeft(first));
        await script.StopAsync();

        Assert.Matches(@"^acc_sandbox_main: page 2 failed \(too_many_requests\): .* Retrying in 20\d(\.\d)? s \(retry 1\)", warning.Message);
        Assert.Contains("Ctrl+C", warning.Message, StringComparison.Ordinal);
        Assert.Contains("10 relations in 1 pages", first.StatusDescription, StringComparison.Ordinal);
        Assert.InRange(SecondsLeft(first)!.Value, 100, 206);
    }

    [Fact]
    public void The_progress_bar_is_taken_away_at_the_end_of_a_run_that_showed_it()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Latency,Seconds=1.5'");
        var progress = runspace.Run("Get-PostPressRelation acc_sandbox_small").Progress;
        Assert.Contains(progress, record => record.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void Accounts_that_take_long_have_the_progress_bar_too()
    {
        using var server = new RawServer(_ => async (stream, stop) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(0.6), stop);
            await RawAnswers.Whole(200, """{"object":"Account","id":"acc_1"}""")(stream, stop);
        });
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        var result = runspace.Run("Get-PostPressAccount acc_1, acc_2");
        Assert.Equal(2, result.Output.Count);
        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Progress);
    }

    private static int? SecondsLeft(ProgressRecord record) =>
        Regex.Match(record.StatusDescription, @"going on in (\d+) s") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
