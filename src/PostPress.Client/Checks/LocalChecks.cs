namespace PostPress.Client;

/// <summary>What the ledger says of an account: how many calls are left of the day, and why it is left alone. No call is sent.</summary>
internal sealed class AccountBudget(PostPressConnection connection, ClientOptions options)
{
    private readonly ConnectionSettings _settings = connection.Settings;

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

    /// <summary>The step of a test.</summary>
    public CheckResult Check(string accountId)
    {
        try
        {
            var usage = Find(accountId);
            var calls = Describe(usage?.CallsInDay ?? 0);
            return usage is not null && Refusal(usage, accountId) is { } refusal
                ? CheckResult.Failed($"{calls} {refusal.Summary} {refusal.Detail}", refusal.RecommendedAction!)
                : CheckResult.Passed(calls);
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            return CheckResult.Skipped($"The ledger of calls can't be read, and a run does without: {exception.Message}");
        }
    }

    private static bool IsUnavailable(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private AccountUsage? Find(string accountId) => options.Ledger is { } ledger
        ? new UsageFile(ledger.Folder, LedgerGate.AddressOf(connection), accountId, options.Clock, setAside: static _ => { }).Peek()
        : null;

    private PostPressApiException? Refusal(AccountUsage usage, string accountId)
    {
        var gate = new LedgerGate(options.Ledger!, connection, new Failures(new SafeText(connection.RevealKey())), new RunStatistics(), options);
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
