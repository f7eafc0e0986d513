namespace PostPress;

/// <summary>One step of <c>Test-PostPressConnection</c>: what was tested, how it ended, and what to do where it failed.</summary>
public sealed record PostPressCheck
{
    /// <summary>It is as it should be.</summary>
    public const string Passed = "Passed";

    /// <summary>It is not; <see cref="Action"/> says what to do.</summary>
    public const string Failed = "Failed";

    /// <summary>It was not tested; <see cref="Detail"/> says why.</summary>
    public const string Skipped = "Skipped";

    /// <summary>
    /// What was tested: <c>Address</c>, <c>DNS</c>, <c>Proxy</c>, <c>Connection</c>, <c>TLS</c>, <c>Clock</c>, <c>Key</c>, <c>Account …</c> with
    /// the id, <c>Pace</c>, <c>Budget …</c> with the id; <c>Accounts</c> and <c>Budget</c> where no account was given.
    /// </summary>
    public required string Name { get; init; }

    /// <summary><c>Passed</c>, <c>Failed</c> or <c>Skipped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What was found, or why nothing was tested.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; <see langword="null"/> where there is nothing to be done.</summary>
    public string? Action { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The name and the status, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean($"{Name}: {Status}");
}
