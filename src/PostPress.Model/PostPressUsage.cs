namespace PostPress;

/// <summary>What the ledger knows of an account: its calls of the last 24 hours, by all processes of the user, and why it is left alone.</summary>
public sealed record PostPressUsage
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The address of the API.</summary>
    public required string BaseUri { get; init; }

    /// <summary>Calls in the last 24 hours, retries included.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that are left of <c>-MaximumCallsPerDay</c>; <see langword="null"/> where there is no limit.</summary>
    public long? CallsLeft { get; init; }

    /// <summary>When the account last gave the first page of a list, in UTC; <see langword="null"/> where it never did.</summary>
    public DateTimeOffset? LastReadAt { get; init; }

    /// <summary>The id of the error for which the account is left alone, e.g. <c>account_restricted</c>; <see langword="null"/> where it is not.</summary>
    public string? Block { get; init; }

    /// <summary>When that error came, in UTC.</summary>
    public DateTimeOffset? BlockedSince { get; init; }

    /// <summary>When the account is called again, in UTC.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>The account, its calls and what blocks it, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean(FormattableString.Invariant($"{AccountId}: {Calls} {(Calls == 1 ? "call" : "calls")} in 24 hours{(Block is null ? "" : $", {Block}")}"));
}
