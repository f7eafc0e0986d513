namespace PostPress.Client;

/// <summary>The steps that send nothing: the clock, the pace, and what the ledger says of an account.</summary>
internal sealed class LocalChecks(PostPressConnection connection, ClientOptions options)
{
    private static readonly TimeSpan ToleratedDifference = TimeSpan.FromMinutes(5);

    private readonly ConnectionSettings _settings = connection.Settings;

    /// <summary>Whether the clock of this machine is right, as far as the server's shows it.</summary>
    /// <param name="ahead">How far the server's clock is ahead of ours; <see langword="null"/> where it did not say.</param>
    public static StepOutcome CheckClock(TimeSpan? ahead)
    {
        if (ahead is not { } difference)
        {
            return StepOutcome.Skipped("The server does not say what time it is.");
        }

        var amount = difference.Duration();
        if (amount <= ToleratedDifference)
        {
            // The server tells whole seconds.
            return StepOutcome.Passed(FormattableString.Invariant($"{amount.TotalSeconds:0} s from the clock of the server."));
        }

        var shown = FormattableString.Invariant($"{Math.Floor(amount.TotalHours):0} h {amount.Minutes} min");
        return StepOutcome.Failed(
            $"The clock of this machine is {shown} {(difference > TimeSpan.Zero ? "behind" : "ahead of")} that of the server: certificates, Retry-After, -Since and the times in files go wrong by it.",
            "Set the clock of this machine by the network: 'w32tm /resync' on Windows, 'timedatectl set-ntp true' on Linux, 'sntp -sS time.apple.com' on macOS.");
    }

    /// <summary>How fast an account is read. It never fails: the pace is the user's own choice.</summary>
    public static StepOutcome CheckPace(TestedConnection tested)
    {
        var settings = tested.Settings;
        var calls = settings.MaximumCallsPerDay == 0
            ? "any number of calls in 24 hours (-MaximumCallsPerDay 0)"
            : FormattableString.Invariant($"{settings.MaximumCallsPerDay:N0} calls in 24 hours at the most");
        var detail = FormattableString.Invariant($"{settings.PageDelaySec:0.##} s between two calls of an account on average, {calls}.");
        return settings.PageDelaySec < 1 && tested.BaseUri is { } address && !ConnectionRules.IsLoopback(address)
            ? StepOutcome.Passed(detail, "LinkedIn restricts accounts that are read too fast: Connect-PostPress without -PageDelaySec gives the usual 2 s.")
            : StepOutcome.Passed(detail);
    }

    /// <summary>Whether a call now would wait for longer than a test may.</summary>
    public bool MustWait(string accountId)
    {
        try
        {
            // The longest that chance can make of the pause.
            var pause = TimeSpan.FromSeconds(_settings.PageDelaySec * 1.5);
            return Find(accountId) is { LastSlot: { } last } && last + pause - options.Clock.GetUtcNow() > TimeSpan.FromSeconds(_settings.TimeoutSec);
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            return false;
        }
    }

    /// <summary>How many calls are left of the day, and why the account is left alone, if it is.</summary>
    public StepOutcome CheckBudget(string accountId)
    {
        try
        {
            var usage = Find(accountId);
            var calls = Describe(usage?.CallsInDay ?? 0);
            return usage is not null && Refusal(usage, accountId) is { } refusal
                ? StepOutcome.Failed($"{calls} {refusal.Summary} {refusal.Detail}", refusal.RecommendedAction!)
                : StepOutcome.Passed(calls);
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            return StepOutcome.Skipped($"The ledger of calls can't be read, and a run does without: {exception.Message}");
        }
    }

    private static bool IsUnavailable(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private AccountUsage? Find(string accountId) => options.LedgerFolder is null
        ? null
        : new LedgerFile(options, LedgerGate.AddressOf(connection), accountId).Peek();

    private PostPressApiException? Refusal(AccountUsage usage, string accountId)
    {
        var gate = new LedgerGate(connection, new Failures(Transport.CreateSafeText(connection.RevealKey(), connection.BaseUri, _settings)), new RunStatistics(), options);
        return gate.Refuse(usage, accountId, AccountBlock.KeyOf(connection, accountId), options.Clock.GetUtcNow());
    }

    private string Describe(long calls)
    {
        var maximum = _settings.MaximumCallsPerDay;
        return maximum == 0
            ? FormattableString.Invariant($"{calls:N0} calls in the last 24 hours, and no limit.")
            : FormattableString.Invariant($"{calls:N0} of {maximum:N0} calls in the last 24 hours; {Math.Max(0, maximum - calls):N0} are left.");
    }
}
