namespace PostPress.Client.Tests.Checks;

/// <summary>The steps that call the API: what they say, and how often they call.</summary>
public sealed class ApiCheckTests
{
    [Fact]
    public async Task All_pass_with_one_call_and_one_an_account()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), ["acc_sandbox_main", "acc_sandbox_empty", "acc_sandbox_main"]);

        Assert.Equal(
            ["Address", "DNS", "Proxy", "Connection", "TLS", "Clock", "Key", "Account acc_sandbox_main", "Account acc_sandbox_empty", "Pace", "Budget"],
            checks.All.Select(check => check.Name));
        Assert.Equal("DNS, TLS, Budget", checks.Names(PostPressCheck.Skipped));
        Assert.Empty(checks.Names(PostPressCheck.Failed));
        Assert.All(checks.All, check => Assert.Null(check.Action));
        Assert.Equal("Status OK. A relation was read.", checks["Account acc_sandbox_main"].Detail);
        Assert.Equal("Status OK. It has no relations.", checks["Account acc_sandbox_empty"].Detail);
        Assert.Equal([(null, "250"), ("acc_sandbox_main", "1"), ("acc_sandbox_empty", "1")], server.Describe().GetCalls().Select(call => (call.AccountId, call.Limit)));
    }

    [Fact]
    public async Task Without_an_account_none_is_called_and_the_list_tells_their_statuses()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)));

        Assert.Equal(PostPressCheck.Skipped, checks["Accounts"].Status);
        Assert.Contains("The list has 8 of LinkedIn, 3 of them OK; not OK: acc_error_account_restricted ERROR, ", checks["Accounts"].Detail, StringComparison.Ordinal);
        Assert.Contains("-AccountId", checks["Accounts"].Action!, StringComparison.Ordinal);
        Assert.Single(server.Describe().GetCalls());
    }

    [Fact]
    public async Task A_clock_that_is_an_hour_off()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse("Date,Seconds=3600")] });
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), ["acc_sandbox_main"]);

        Assert.Equal("Clock", checks.Names(PostPressCheck.Failed));
        Assert.Matches("is (1 h 0 min|0 h 59 min) behind that of the server", checks["Clock"].Detail);
        Assert.Contains("timedatectl", checks["Clock"].Action!, StringComparison.Ordinal);
        // Nothing else needs it.
        Assert.Equal(PostPressCheck.Passed, checks["Account acc_sandbox_main"].Status);
    }

    [Theory]
    [InlineData(-299, "Passed", "299 s from the clock")]
    [InlineData(301, "Failed", "0 h 5 min behind that")]
    [InlineData(-90061, "Failed", "25 h 1 min ahead of that")]
    [InlineData(null, "Skipped", "does not say")]
    public void A_clock_may_be_five_minutes_off(int? ahead, string status, string detail)
    {
        var result = LocalChecks.CheckClock(ahead is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Assert.Equal(status, result.Status);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_API_does_not_know_and_no_account_is_called_with_it()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        var checks = await Checked.RunAsync(server.BaseUri, ["acc_sandbox_main"], key: "pp_test_another_0123456789");

        Assert.Equal("Key", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(HTTP 401, invalid_credentials, request ", checks["Key"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Documented["invalid_credentials"].Action, checks["Key"].Action);
        Assert.Equal("Not tested, because the check 'Key' failed.", checks["Account acc_sandbox_main"].Detail);
        Assert.Equal(PostPressCheck.Passed, checks["Clock"].Status);
        Assert.Single(server.Describe().GetCalls());
    }

    [Theory]
    [InlineData("Error,Status=503")]
    [InlineData("Drop")]
    [InlineData("Garbage")]
    public async Task A_call_that_fails_is_not_retried(string fault)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse(fault + ",Times=1")] });
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), ["acc_sandbox_main"]);

        Assert.Equal("Key", checks.Names(PostPressCheck.Failed));
        Assert.Single(server.Describe().GetCalls());
    }

    [Fact]
    public async Task An_account_that_is_missing()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), ["acc_nobody", "acc_sandbox_small"]);

        Assert.Equal("Account acc_nobody", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(HTTP 404, resource_not_found, ", checks["Account acc_nobody"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Documented["resource_not_found"].Action, checks["Account acc_nobody"].Action);
        Assert.Equal(PostPressCheck.Passed, checks["Account acc_sandbox_small"].Status);
    }

    [Theory]
    [InlineData("acc_error_account_restricted", "ERROR")]
    [InlineData("acc_error_expired_credentials", "CREDENTIALS")]
    [InlineData("acc_error_insufficient_permissions", "PERMISSIONS")]
    [InlineData("acc_error_disconnected_account", "STOPPED")]
    [InlineData("acc_error_no_client_session", "CONNECTING")]
    public async Task An_account_of_every_status_but_OK(string id, string status)
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), [id]);
        var type = id["acc_error_".Length..];

        Assert.Equal($"Account {id}", checks.Names(PostPressCheck.Failed));
        Assert.StartsWith($"Status {status}. ", checks[$"Account {id}"].Detail, StringComparison.Ordinal);
        Assert.Contains($", {type}, request ", checks[$"Account {id}"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Documented[type].Action, checks[$"Account {id}"].Action);
        Assert.Equal(2, server.Describe().GetCalls().Count);
    }

    [Theory]
    [InlineData("CREDENTIALS", "Failed", "Status CREDENTIALS. The login must be renewed. A relation was read.")]
    [InlineData("connecting", "Failed", "Status connecting. Not connected yet. A relation was read.")]
    [InlineData("DREAMING", "Passed", "Status DREAMING. A relation was read.")]
    [InlineData("ok", "Passed", "Status ok. A relation was read.")]
    public async Task A_status_counts_also_where_a_relation_can_be_read_unless_nobody_documented_it(string status, string ended, string detail)
    {
        var list = $$"""{"items":[{"id":"acc_1","type":"LINKEDIN","sources":[{"id":"s","status":"{{status}}"}]}]}""";
        using var server = new RawServer(RawAnswers.Whole(200, list), RawAnswers.Whole(200, RawAnswers.LastPage));
        var checks = await Checked.RunAsync(server.BaseUri, ["acc_1"]);

        Assert.Equal((ended, detail), (checks["Account acc_1"].Status, checks["Account acc_1"].Detail));
    }

    [Theory]
    [InlineData("insufficient_privileges", 401)]
    [InlineData("insufficient_permissions", 403)]
    public async Task A_key_that_may_not_list_accounts_may_still_read_one(string type, int status)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse($"Error,Status={status},Type={type},Times=1")] });
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(server)), ["acc_sandbox_main"]);

        Assert.Empty(checks.Names(PostPressCheck.Failed));
        Assert.Contains($"may not list the accounts (HTTP {status}, {type}", checks["Key"].Detail, StringComparison.Ordinal);
        Assert.Equal("A relation was read.", checks["Account acc_sandbox_main"].Detail);
    }

    [Fact]
    public void The_pace_is_told_and_that_there_should_be_one()
    {
        Assert.Equal(new StepOutcome("Passed", "2 s between two calls of an account on average, 1,500 calls in 24 hours at the most."), LocalChecks.CheckPace(TestedConnection.Of(Make.Connection(settings: new()))));
        var none = LocalChecks.CheckPace(TestedConnection.Of(Make.Connection(settings: new() { PageDelaySec = 0, MaximumCallsPerDay = 0 })));
        Assert.Contains("any number of calls", none.Detail, StringComparison.Ordinal);
        Assert.Contains("-PageDelaySec", none.Action!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_cancelled_ends()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        using var stop = new CancellationTokenSource();
        var run = Checked.RunAsync(Checked.Tested(Make.Connection(server.BaseUri.AbsoluteUri), seconds: 3600), cancellation: stop.Token);
        await server.Asked;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData("pp_test_hostile-3k7d9x2f")]
    [InlineData("pp_test_+Host/ile==&?k~7")]
    public async Task The_key_is_in_no_step(string key)
    {
        foreach (var echo in KeyForms.Of(key))
        {
            var list = $$"""{"items":[{"id":"{{echo}}","type":"LINKEDIN","sources":[{"id":"s","status":"{{echo}}"}]}]}""";
            foreach (var answer in new[] { RawAnswers.Whole(401, echo), RawAnswers.Whole(302, "", $"Location: https://{echo}.invalid/\r\n"), RawAnswers.Whole(200, list) })
            {
                using var server = new RawServer(answer);
                // As a careless user types it.
                var address = new Uri($"{server.BaseUri}/{Uri.EscapeDataString(echo)}");
                var checks = await Checked.RunAsync(address, [echo], key: key);
                KeyForms.AssertAbsent(key, checks.All);
                Assert.Contains(key, server.Requests[0], StringComparison.Ordinal);
            }
        }
    }
}
