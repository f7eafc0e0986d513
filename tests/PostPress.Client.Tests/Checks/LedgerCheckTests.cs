namespace PostPress.Client.Tests.Checks;

/// <summary>What a test makes of the ledger of calls: an account that is to be left alone is, and the calls of the day are told.</summary>
public sealed class LedgerCheckTests : IDisposable
{
    private const string Restricted = "acc_error_account_restricted";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"postpress-checks-{Guid.NewGuid():N}");
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions());

    private int Calls => _server.Describe().GetCalls().Count(call => call.AccountId is not null);

    [Fact]
    public async Task The_calls_of_the_day_are_told_the_one_of_the_test_included()
    {
        var checks = await RunAsync(Make.Main);

        Assert.Equal("1 of 1,500 calls in the last 24 hours; 1,499 are left.", checks[$"Budget {Make.Main}"].Detail);
        Assert.Equal("2 calls in the last 24 hours, and no limit.", (await RunAsync(Make.Main, new() { MaximumCallsPerDay = 0 }))[$"Budget {Make.Main}"].Detail);
    }

    [Fact]
    public async Task A_blocked_account_is_not_called_and_both_steps_say_how_to_clear_it()
    {
        await RunAsync(Restricted);
        var checks = await RunAsync(Restricted);

        Assert.Equal($"Account {Restricted}, Budget {Restricted}", checks.Names(PostPressCheck.Failed));
        Assert.Contains("No call was sent: the account answered so at ", checks[$"Account {Restricted}"].Detail, StringComparison.Ordinal);
        Assert.Contains($"Clear-PostPressUsage -AccountId '{Restricted}'", checks[$"Account {Restricted}"].Action!, StringComparison.Ordinal);
        Assert.StartsWith("1 of 1,500 calls in the last 24 hours; 1,499 are left. LinkedIn has restricted the account.", checks[$"Budget {Restricted}"].Detail, StringComparison.Ordinal);
        Assert.Equal(checks[$"Account {Restricted}"].Action, checks[$"Budget {Restricted}"].Action);
        Assert.Equal(1, Calls);

        Assert.DoesNotContain("No call", (await RunAsync(Restricted, ignoresLedger: true))[$"Account {Restricted}"].Detail, StringComparison.Ordinal);
        Assert.Equal(2, Calls);
    }

    [Fact]
    public async Task A_budget_that_is_spent_fails_without_a_call()
    {
        await RunAsync(Make.Main);
        var checks = await RunAsync(Make.Main, new() { MaximumCallsPerDay = 1 });

        Assert.Equal($"Account {Make.Main}, Budget {Make.Main}", checks.Names(PostPressCheck.Failed));
        Assert.StartsWith("1 of 1 calls in the last 24 hours; 0 are left.", checks[$"Budget {Make.Main}"].Detail, StringComparison.Ordinal);
        Assert.StartsWith(ErrorCatalogue.Local["daily_budget_spent"].Action, checks[$"Budget {Make.Main}"].Action, StringComparison.Ordinal);
        Assert.EndsWith($"Clear-PostPressUsage -AccountId '{Make.Main}'.", checks[$"Budget {Make.Main}"].Action, StringComparison.Ordinal);
        Assert.Equal(1, Calls);
    }

    [Fact]
    public async Task A_pause_that_is_longer_than_the_test_waits_is_not_waited_for()
    {
        await RunAsync(Make.Main);
        var checks = await RunAsync(Make.Main, new() { PageDelaySec = 3600 });

        Assert.Equal(PostPressCheck.Skipped, checks[$"Account {Make.Main}"].Status);
        Assert.Contains("the pause after it", checks[$"Account {Make.Main}"].Detail, StringComparison.Ordinal);
        Assert.Equal(1, Calls);
        // Nothing was reserved either.
        Assert.Equal(PostPressCheck.Passed, (await RunAsync(Make.Main))[$"Account {Make.Main}"].Status);
    }

    [Fact]
    public async Task A_ledger_that_can_not_be_read_is_no_failure()
    {
        await File.WriteAllTextAsync(_folder, "");
        var checks = await RunAsync(Make.Main);

        Assert.Empty(checks.Names(PostPressCheck.Failed));
        Assert.Equal(PostPressCheck.Passed, checks[$"Account {Make.Main}"].Status);
    }

    [Fact]
    public async Task What_blocks_an_account_is_told_also_where_the_API_is_not_reached()
    {
        await RunAsync(Restricted);
        _server.Dispose();
        var checks = await RunAsync(Restricted);

        Assert.Equal($"Connection, Budget {Restricted}", checks.Names(PostPressCheck.Failed));
    }

    public void Dispose()
    {
        _server.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        File.Delete(_folder);
    }

    private Task<Checked> RunAsync(string accountId, ConnectionSettings? settings = null, bool ignoresLedger = false)
    {
        var connection = Make.Connection(_server, (settings ?? new ConnectionSettings { PageDelaySec = 0 }) with { UseLedger = true });
        return Checked.RunAsync(Checked.Tested(connection), [accountId], new ClientOptions { LedgerFolder = CallLedger.FolderFor(connection, _folder), IgnoresLedger = ignoresLedger });
    }
}
