namespace PostPress.Client;

/// <summary>How fast an account is read.</summary>
internal static class PaceCheck
{
    /// <summary>The step of a test. It never fails: the pace is the user's own choice.</summary>
    public static CheckResult Of(TestedConnection tested)
    {
        var settings = tested.Settings;
        var calls = settings.MaximumCallsPerDay == 0
            ? "any number of calls in 24 hours (-MaximumCallsPerDay 0)"
            : FormattableString.Invariant($"{settings.MaximumCallsPerDay:N0} calls in 24 hours at the most");
        var detail = FormattableString.Invariant($"{settings.PageDelaySec:0.##} s between two calls of an account on average, {calls}.");
        return settings.PageDelaySec < 1 && tested.BaseUri is { } address && !ConnectionRules.IsLoopback(address)
            ? CheckResult.Passed(detail, "LinkedIn restricts accounts that are read too fast: Connect-PostPress without -PageDelaySec gives the usual 2 s.")
            : CheckResult.Passed(detail);
    }
}
