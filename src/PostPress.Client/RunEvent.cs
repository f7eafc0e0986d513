namespace PostPress.Client;

/// <summary>Something that happens during a run and that the user may want to see while it happens.</summary>
/// <param name="AccountId">The account that is being read; empty where it is the list of accounts, or none.</param>
/// <param name="Page">The page, counted from 1; 0 where it is about no page.</param>
public abstract record RunEvent(string AccountId, long Page);

/// <summary>A page is being asked for.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="Limit">Its size; 0 where what is asked for has no pages.</param>
public sealed record PageRequested(string AccountId, long Page, int Limit) : RunEvent(AccountId, Page);

/// <summary>A page failed and will be retried after a pause.</summary>
public sealed record RetryPlanned(string AccountId, long Page, int Attempt, PostPressApiException Failure, TimeSpan Delay, int Limit)
    : RunEvent(AccountId, Page);

/// <summary>Why a call waits.</summary>
public enum CallDelay
{
    /// <summary>The pause between two pages.</summary>
    Pace,

    /// <summary>The pause after other calls of the account, of this process or another.</summary>
    OtherCalls,

    /// <summary>The API asked the account to wait, in an earlier answer.</summary>
    AccountLimit,

    /// <summary>The API asked several accounts to wait, so the limit is that of the key.</summary>
    KeyLimit,
}

/// <summary>A call waits before it is sent.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="Delay">How long it waits.</param>
/// <param name="Reason">Why.</param>
public sealed record CallDelayed(string AccountId, long Page, TimeSpan Delay, CallDelay Reason) : RunEvent(AccountId, Page);

/// <summary>A page of an export is in its work file; it is flushed at the latest when the run next waits, or ends.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page of this run, counted from 1.</param>
/// <param name="Rows">Relations in the file so far, those of a resumed run included.</param>
public sealed record PageWritten(string AccountId, long Page, long Rows) : RunEvent(AccountId, Page);

/// <summary>An unfinished export is resumed.</summary>
/// <param name="Path">The file of the export.</param>
/// <param name="Rows">Relations that are there.</param>
public sealed record ExportResumed(string Path, long Rows) : RunEvent("", 0);
