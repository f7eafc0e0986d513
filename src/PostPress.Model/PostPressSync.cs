namespace PostPress;

/// <summary>What a sync did with one account.</summary>
public sealed record PostPressSync
{
    /// <summary>Only the newest people were read, down to where they overlap the kept list.</summary>
    public const string NewestRead = "Newest";

    /// <summary>The whole list was read.</summary>
    public const string FullRead = "Full";

    /// <summary>Nothing was read, because of an error.</summary>
    public const string NoRead = "None";

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The account; a file of several accounts has an object for each.</summary>
    public required string AccountId { get; init; }

    /// <summary>
    /// <c>Complete</c>; <c>Unverified</c>, where the whole list was read but could not be verified; <c>Waiting</c>, where a new file waits for
    /// other accounts that failed; <c>too_few_rows</c>; or the id of the error that stopped the account. In the last three cases the file has
    /// for this account what it had before.
    /// </summary>
    public required string Status { get; init; }

    /// <summary><c>Newest</c>, <c>Full</c> or <c>None</c>.</summary>
    public required string Read { get; init; }

    /// <summary>Why the whole list was read; <see langword="null"/> where it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>Relations of the account in the file.</summary>
    public required long Rows { get; init; }

    /// <summary>Changes of this run: who is new.</summary>
    public required long Added { get; init; }

    /// <summary>Changes of this run: who is gone. Only a verified reading of the whole list can tell.</summary>
    public required long Removed { get; init; }

    /// <summary>Changes of this run: whose data is other than it was.</summary>
    public required long Changed { get; init; }

    /// <summary>
    /// Of the removed, those who were confirmed by a search for each of them, or by one more reading of the list; 0 where the reading itself proves who left.
    /// </summary>
    public long Confirmed { get; init; }

    /// <summary>Relations that the reading had missed, because others left meanwhile, and that its verification or the search for the removed found.</summary>
    public long Missed { get; init; }

    /// <summary>Changes of earlier runs that were not taken, and are written again; all accounts of the file together.</summary>
    public required long Repeated { get; init; }

    /// <summary>Requests sent by this run.</summary>
    public required long Calls { get; init; }

    /// <summary>Requests sent again after a failure.</summary>
    public required long Retries { get; init; }

    /// <summary>When the list was last read whole and verified, in UTC; <see langword="null"/> where it never was.</summary>
    public DateTimeOffset? LastFullRead { get; init; }

    /// <summary>From when on a sync reads the whole list again, in UTC.</summary>
    public DateTimeOffset? NextFullRead { get; init; }

    /// <summary>How long this run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The account, the status and the file, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean($"{AccountId}: {Status} ({Path})");
}
