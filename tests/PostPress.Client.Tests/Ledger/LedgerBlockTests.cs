using PostPress.Client.Tests.Errors;

namespace PostPress.Client.Tests.Ledger;

/// <summary>Accounts that are left alone for a day: the restricted ones, and those that need their login.</summary>
public sealed class LedgerBlockTests
{
    private static readonly string[] NeedLogin =
    [
        "disconnected_account", "disconnected_feature", "expired_credentials", "expired_link", "wrong_account", "multiple_sessions",
        "checkpoint_error", "invalid_checkpoint_solution", "unknown_authentication_context", "action_required", "authentication_intent_error",
    ];

    public static TheoryData<int, string> Types { get; } = Rows.Of(ErrorTable.All);

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_account_is_left_alone_after_what_says_that_it_needs_that_and_after_nothing_else(int status, string type)
    {
        using var run = new Ledgered();
        run.Api.Refuse = _ => new Refusal(status, type);
        var query = Make.Query(Ledgered.Account) with { First = 1 };
        await run.FailAsync(query);
        var failure = await run.FailAsync(query);

        var isLeftAlone = type == "account_restricted" || NeedLogin.Contains(type);
        Assert.Equal(isLeftAlone ? 1 : 2, run.Api.Calls.Count);
        Assert.Equal((isLeftAlone ? FailureKind.NotSent : FailureKind.Api, type, status), (failure.Kind, failure.Id, failure.Status));
        Assert.Equal(isLeftAlone ? type : null, run.Usage.Block);
    }

    [Fact]
    public async Task The_error_says_since_when_and_how_to_clear_it()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock);
        run.Api.Refuse = _ => new Refusal(403, "account_restricted");
        await run.FailAsync(Make.Query("acc_o'neill"));
        clock.Skip(TimeSpan.FromHours(3));
        var failure = await run.FailAsync(Make.Query("acc_o'neill"));

        var since = run.Api.Calls[0].UtcDateTime;
        Assert.Contains(FormattableString.Invariant($"the account answered so at {since:yyyy-MM-dd HH:mm} UTC, and is left alone until {since.AddDays(1):yyyy-MM-dd HH:mm} UTC."), failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("When that is done: Clear-PostPressUsage -AccountId 'acc_o''neill', or the same command with -IgnoreLedger.", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("Stop all automation", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_it_is_called_again()
    {
        var clock = new SkippingClock(stands: true);
        using var run = new Ledgered(clock);
        run.Api.Refuse = call => call == 1 ? new Refusal(403, "account_restricted") : null;
        await run.FailAsync();
        clock.Skip(AccountUsage.Day - TimeSpan.FromMinutes(1));
        await run.FailAsync();
        clock.Skip(TimeSpan.FromMinutes(1));
        await run.ReadAsync();

        Assert.Equal(2, run.Api.Calls.Count);
    }

    [Theory]
    [InlineData(403, "account_restricted")]
    [InlineData(401, "disconnected_account")]
    public async Task Who_ignores_it_calls_and_a_good_answer_ends_it(int status, string type)
    {
        using var run = new Ledgered();
        run.Api.Refuse = call => call <= 2 ? new Refusal(status, type) : null;
        await run.FailAsync();
        run.IgnoresLedger = true;
        Assert.Equal(FailureKind.Api, (await run.FailAsync()).Kind);
        run.IgnoresLedger = false;
        Assert.Equal(FailureKind.NotSent, (await run.FailAsync()).Kind);
        run.IgnoresLedger = true;
        await run.ReadAsync();
        run.IgnoresLedger = false;
        await run.ReadAsync();

        Assert.Equal(4, run.Api.Calls.Count);
        Assert.Null(run.Usage.Block);
    }

    [Theory]
    [InlineData(403, "account_restricted", false)]
    [InlineData(401, "disconnected_account", true)]
    public async Task A_login_is_of_one_key_and_a_restriction_of_all(int status, string type, bool otherKeyCalls)
    {
        using var run = new Ledgered();
        run.Api.Refuse = call => call == 1 ? new Refusal(status, type) : null;
        await run.FailAsync();
        run.Key = "pp_live_another_key_of_the_same_user";
        if (otherKeyCalls)
        {
            await run.ReadAsync();
        }
        else
        {
            await run.FailAsync();
        }

        // What the other key reads does not end it for the first.
        run.Key = Make.Key;
        Assert.Equal(type, (await run.FailAsync()).Id);
        Assert.Equal(otherKeyCalls ? 2 : 1, run.Api.Calls.Count);
    }

    [Fact]
    public async Task Cleared_it_is_called_again()
    {
        using var run = new Ledgered();
        run.Api.Refuse = call => call == 1 ? new Refusal(403, "account_restricted") : null;
        await run.FailAsync();
        await CallLedger.Find(run.Folder)!.ClearAsync(run.Usage, CancellationToken.None);
        Assert.Empty(CallLedger.Find(run.Folder)!.Read(run.Clock, 0));
        await run.ReadAsync();

        Assert.Equal((1, 1499), (run.Usage.Calls, run.Usage.CallsLeft));
    }

    [Theory]
    [InlineData("604800", 1)]
    [InlineData("604801", 2)]
    [InlineData("31536000", 2)]
    [InlineData("1577836800", 2)]
    [InlineData("99999999999999999999", 2)]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", 2)]
    public async Task A_wait_that_no_provider_can_mean_is_not_kept(string retryAfter, int calls)
    {
        using var run = new Ledgered();
        run.Settings = run.Settings with { MaximumRetryCount = 5 };
        run.Api.Refuse = call => call == 1 ? new Refusal(429, "too_many_requests") { RetryAfterText = retryAfter } : null;
        // Whatever it means, it does not mean that a retry is welcome.
        Assert.Equal(429, (await run.FailAsync()).Status);
        Assert.Single(run.Api.Calls);
        if (calls == 1)
        {
            await run.FailAsync();
        }
        else
        {
            await run.ReadAsync();
        }

        Assert.Equal(calls, run.Api.Calls.Count);
    }

    [Fact]
    public async Task A_wait_that_no_provider_can_mean_and_that_an_earlier_version_kept_is_over()
    {
        using var run = new Ledgered();
        var now = run.Clock.GetUtcNow();
        await new LedgerFile(run.Options, "https://api.example/v1", Ledgered.Account).ChangeAsync(
            (usage, _) => usage with { RetryAfter = new AccountBlock("too_many_requests", 429, now, now.AddYears(10)) }, CancellationToken.None);
        await run.ReadAsync();

        Assert.Null(run.Usage.Block);
    }

    [Fact]
    public async Task Every_refusal_without_a_call_says_how_to_clear_it()
    {
        using var run = new Ledgered { Settings = Make.Settings with { MaximumRetryCount = 0, MaximumCallsPerDay = 1 } };
        run.Api.Refuse = call => call == 1 ? new Refusal(429, "too_many_requests", RetryAfter: 7200) : null;
        await run.FailAsync(Make.Query("acc_o'neill"));
        var told = await run.FailAsync(Make.Query("acc_o'neill"));
        await run.ReadAsync(Make.Query("acc_2"));
        var spent = await run.FailAsync(Make.Query("acc_2"));

        Assert.Equal(("too_many_requests", "daily_budget_spent"), (told.Id, spent.Id));
        Assert.EndsWith("Clear-PostPressUsage -AccountId 'acc_o''neill'.", told.Message, StringComparison.Ordinal);
        Assert.EndsWith("Clear-PostPressUsage -AccountId 'acc_2'.", spent.Message, StringComparison.Ordinal);
        Assert.All(new[] { told, spent }, failure => Assert.Equal(FailureKind.NotSent, failure.Kind));
    }
}
