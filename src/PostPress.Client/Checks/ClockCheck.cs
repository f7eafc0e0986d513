namespace PostPress.Client;

/// <summary>Whether the clock of this machine is right, as far as the server's shows it.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    /// <summary>The step of a test.</summary>
    /// <param name="ahead">How far the server's clock is ahead of ours; <see langword="null"/> where it did not say.</param>
    public static CheckResult Of(TimeSpan? ahead)
    {
        if (ahead is not { } difference)
        {
            return CheckResult.Skipped("The server does not say what time it is.");
        }

        var amount = difference.Duration();
        if (amount <= Tolerated)
        {
            // The server tells whole seconds.
            return CheckResult.Passed(FormattableString.Invariant($"{amount.TotalSeconds:0} s from the clock of the server."));
        }

        var shown = FormattableString.Invariant($"{Math.Floor(amount.TotalHours):0} h {amount.Minutes} min");
        return CheckResult.Failed(
            $"The clock of this machine is {shown} {(difference > TimeSpan.Zero ? "behind" : "ahead of")} that of the server: certificates, Retry-After, -Since and the times in files go wrong by it.",
            "Set the clock of this machine by the network: 'w32tm /resync' on Windows, 'timedatectl set-ntp true' on Linux, 'sntp -sS time.apple.com' on macOS.");
    }
}
