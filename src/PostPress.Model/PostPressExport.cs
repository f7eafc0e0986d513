using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>What an export did with one account. <see cref="Status"/> says whether the file is whole.</summary>
public sealed record PostPressExport
{
    /// <summary>The list was read to its end and verified, and the file is in place.</summary>
    public const string Complete = "Complete";

    /// <summary>The file is in place, but the list moved in each reading, or whether it moved could not be seen: somebody can be missing.</summary>
    public const string Unverified = "Unverified";

    /// <summary>This account is read; the file waits for others that failed. The same command reads only those.</summary>
    public const string Waiting = "Waiting";

    /// <summary>The file was not put in place, because it has far fewer rows than the one that is there.</summary>
    public const string TooFewRows = "too_few_rows";

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The account; a file of several accounts has an object for each.</summary>
    public required string AccountId { get; init; }

    /// <summary>
    /// <c>Complete</c>, <c>Unverified</c>, <c>Waiting</c>, <c>too_few_rows</c>, or the id of the error that stopped the account; then the
    /// file is not there yet, and the same command resumes.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Relations of the account in the file, those of an earlier run that was resumed included.</summary>
    public required long Rows { get; init; }

    /// <summary>Relations that an earlier run had written; 0 where this run started from the beginning.</summary>
    public required long ResumedFrom { get; init; }

    /// <summary>Whether the list was verified: see about_PostPress_Complete.</summary>
    public required bool Verified { get; init; }

    /// <summary>Why the list is not verified; <see langword="null"/> where it is, or is not read to its end.</summary>
    public string? UnverifiedReason { get; init; }

    /// <summary>Relations that connected while the list was read, added at its end.</summary>
    public required long Added { get; init; }

    /// <summary>Relations that the first reading had missed, because others left meanwhile; added at the end.</summary>
    public required long Missed { get; init; }

    /// <summary>Relations that came again, because the list grew while it was read, and were left out.</summary>
    public required long DuplicatesDropped { get; init; }

    /// <summary>Requests sent by this run.</summary>
    public required long Calls { get; init; }

    /// <summary>Requests sent again after a failure.</summary>
    public required long Retries { get; init; }

    /// <summary>How long this run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The account, the status and the file, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean($"{AccountId}: {Status} ({Path})");
}

/// <summary>An export that is not in place yet: it failed, was stopped or killed, or is running. Found by its journal.</summary>
public sealed record PostPressUnfinishedExport
{
    /// <summary>The file that it is to become.</summary>
    public required string Path { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>How long ago that was. Older than <c>-MaximumAge</c> it restarts.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>The accounts.</summary>
    public required ReadOnlyCollection<string> AccountId { get; init; }

    /// <summary>Those of them that are still to be read, or to be read on.</summary>
    public required ReadOnlyCollection<string> PendingAccountId { get; init; }

    /// <summary>Relations that are in the work file.</summary>
    public required long Rows { get; init; }

    /// <summary>The page that comes next, from 1, of the first pending account; <see langword="null"/> where none is pending.</summary>
    public long? NextPage { get; init; }

    /// <summary>The file and when the export began, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean(FormattableString.Invariant($"{Path}, unfinished since {BeganAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
}

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>RFC 4180 with a header line, a column for each property of <see cref="UserRelation"/>.</summary>
    Csv,

    /// <summary>One JSON object a line, with the API's field names.</summary>
    JsonLines,
}
