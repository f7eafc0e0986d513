using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests;

/// <summary>What the user sees of retries and waits.</summary>
public sealed class RetryViewTests
{
    [Fact]
    public void Each_retry_has_a_verbose_line_with_its_reason_its_pause_and_its_page()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250 -Fault 'Error,Type=network_down,Page=2,Times=2', 'Cut,Page=3'");
        var result = runspace.Run("Get-PostPressRelation acc_sandbox_main -PageSize 100 -RetryIntervalSec 0.01 -Verbose");
        var retries = result.Verbose.Where(line => line.Contains("failed", StringComparison.Ordinal)).ToList();

        Assert.Equal(250, result.Output.Count);
        Assert.Equal(3, retries.Count);
        Assert.All(retries[..2], line => Assert.Contains("acc_sandbox_main: page 2 failed (network_down)", line, StringComparison.Ordinal));
        Assert.Contains("page 3 failed (body_truncated)", retries[2], StringComparison.Ordinal);
        Assert.Equal(["(retry 1)", "(retry 2)", "(retry 1)"], retries.Select(line => Regex.Match(line, @"\(retry \d\)").Value));
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void At_the_end_one_verbose_line_sums_up()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250 -Fault 'Error,Status=503,Page=2', 'Shift,Page=3'");
        var last = runspace.Run("Get-PostPressRelation acc_sandbox_main -PageSize 100 -Verbose").Verbose[^1];
        Assert.Equal("250 relations, 4 calls, 1 retries, 0 s waited, 1 duplicates dropped.", last);
    }

    [Fact]
    public void Every_call_has_a_verbose_line_and_without_verbose_there_is_none()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var asked = runspace.Run("Get-PostPressRelation acc_sandbox_small -PageSize 10 -Verbose").Verbose.Where(line => line.Contains("asking for", StringComparison.Ordinal));
        Assert.Equal(3, asked.Count());
        Assert.Empty(runspace.Run("Get-PostPressRelation acc_sandbox_small").Verbose);
    }

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
    public void A_wait_longer_than_allowed_is_not_waited_for_and_the_error_says_how_long()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Error,Status=429,RetryAfter=7200'");
        var error = runspace.Run("Get-PostPressRelation acc_sandbox_main").OnlyError;

        Assert.Contains("7200 s", error.ToString(), StringComparison.Ordinal);
        Assert.Single(runspace.Calls());
        runspace.Set("failure", error.Exception);
        Assert.Equal(TimeSpan.FromHours(2), runspace.One<TimeSpan>("$failure.RetryAfter"));
    }

    [Theory]
    [InlineData("-MaximumRetryCount 0", 1)]
    [InlineData("-MaximumRetryCount 2", 3)]
    [InlineData("", 5)]
    public void A_call_overrides_the_settings_of_the_connection_for_itself(string parameters, int calls)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        runspace.Get("Connect-PostPress $key $sandbox.BaseUri -MaximumRetryCount 4 -RetryIntervalSec 0");
        Assert.Single(runspace.Run($"Get-PostPressRelation acc_error_network_down {parameters}").Errors);
        Assert.Equal(calls, runspace.Calls().Count);
        Assert.Equal(4, runspace.One<int>("(Get-PostPressConnection).Settings.MaximumRetryCount"));
    }

    [Fact]
    public void A_shorter_longest_wait_of_one_call_is_kept_to()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Error,Status=503,RetryAfter=60'");
        Assert.Single(runspace.Run("Get-PostPressRelation acc_sandbox_main -MaximumRetryWaitSec 59").Errors);
        Assert.Single(runspace.Calls());
    }

    private static int? SecondsLeft(ProgressRecord record) =>
        Regex.Match(record.StatusDescription, @"going on in (\d+) s") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
