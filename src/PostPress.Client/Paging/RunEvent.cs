namespace PostPress.Client;

/// <summary>Something that happens during a run and that the user may want to see while it happens.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
public abstract record RunEvent(string AccountId, long Page);

/// <summary>A page is being asked for.</summary>
public sealed record PageRequested(string AccountId, long Page, int Limit) : RunEvent(AccountId, Page);

/// <summary>A page failed and will be retried after a pause.</summary>
public sealed record RetryPlanned(string AccountId, long Page, int Attempt, PostPressApiException Failure, TimeSpan Delay, int Limit)
    : RunEvent(AccountId, Page);

/// <summary>A page failed and would be asked for again, but the run has spent its retries.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="Most">How many retries a run has that no page gives back.</param>
public sealed record RetryBudgetSpent(string AccountId, long Page, int Most) : RunEvent(AccountId, Page);

/// <summary>The pause between two pages begins.</summary>
public sealed record PagePause(string AccountId, long Page, TimeSpan Delay) : RunEvent(AccountId, Page);

/// <summary>The list has come to its end, and is looked at again to see whether it has moved.</summary>
public sealed record ListVerifying(string AccountId, long Page) : RunEvent(AccountId, Page);

/// <summary>The list is read once more.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="HasMoved">Whether that is because it has moved; else because every page is to be verified.</param>
public sealed record ListReadAgain(string AccountId, long Page, bool HasMoved) : RunEvent(AccountId, Page);

/// <summary>A page of an export is on the disk.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page of this run, counted from 1.</param>
/// <param name="Rows">Relations in the file so far, those of a resumed run included.</param>
public sealed record PageWritten(string AccountId, long Page, long Rows) : RunEvent(AccountId, Page);

/// <summary>An unfinished export is resumed.</summary>
public sealed record ExportResumed(string Path, long Rows) : RunEvent("", 0);

/// <summary>An unfinished export has accounts that are no longer wanted; their relations are left out.</summary>
public sealed record AccountsDropped(string Path, IReadOnlyList<string> AccountIds) : RunEvent("", 0);

/// <summary>An unfinished export can't be trusted and is restarted.</summary>
public sealed record ExportRestarted(string Path, string Reason) : RunEvent("", 0);
