namespace PostPress.Client;

/// <summary>Something that happens during a run and that the user may want to see while it happens.</summary>
/// <param name="AccountId">The account that is being read; empty where it is the list of accounts.</param>
/// <param name="Page">The page, counted from 1.</param>
public abstract record RunEvent(string AccountId, long Page);

/// <summary>A page is being asked for.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="Limit">Its size; 0 where what is asked for has no pages.</param>
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

/// <summary>A call waits because of other calls of the account, of this process or another.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="Delay">How long it waits.</param>
/// <param name="IsTold">Whether one of them was told to wait; otherwise it waits for the pause after them.</param>
public sealed record CallHeldBack(string AccountId, long Page, TimeSpan Delay, bool IsTold) : RunEvent(AccountId, Page);

/// <summary>The calls of a day come near their limit. Told once a run.</summary>
public sealed record BudgetNear(string AccountId, long Page, long Calls, int Maximum) : RunEvent(AccountId, Page);

/// <summary>The account's whole list was read several times in a day. Told once a run.</summary>
public sealed record ReadOften(string AccountId, long Page, int Count) : RunEvent(AccountId, Page);

/// <summary>There is no ledger, because its folder can't be used; the run goes on without.</summary>
public sealed record LedgerUnavailable(string Folder, string Reason) : RunEvent("", 0);

/// <summary>A file in the place of a ledger is damaged, or none; it was set aside, and the ledger begins anew.</summary>
public sealed record LedgerSetAside(string AccountId, string Path) : RunEvent(AccountId, 0);

/// <summary>The list has come to its end, and is looked at again to see whether it has moved.</summary>
public sealed record ListVerifying(string AccountId, long Page) : RunEvent(AccountId, Page);

/// <summary>The list is read once more.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page, counted from 1.</param>
/// <param name="HasMoved">Whether that is because it has moved; else because every page is to be verified.</param>
public sealed record ListReadAgain(string AccountId, long Page, bool HasMoved) : RunEvent(AccountId, Page);

/// <summary>The list is not newest first, so a reading that ends at a time does not end early.</summary>
/// <param name="AccountId">The account that is being read.</param>
/// <param name="Page">The page that shows it, counted from 1.</param>
/// <param name="Reason">What shows it, the end of a sentence.</param>
public sealed record NotNewestFirst(string AccountId, long Page, string Reason) : RunEvent(AccountId, Page);

/// <summary>A page of an export is in its work file, and on the disk at the latest when the run next waits, or ends.</summary>
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

/// <summary>A sync reads the whole list of an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Reason">Why, as the end of a sentence.</param>
/// <param name="IsUnusual">Whether the user should know: the file was changed, or every sync will cost a full read.</param>
public sealed record FullReadBegins(string AccountId, string Reason, bool IsUnusual) : RunEvent(AccountId, 0);

/// <summary>Some are gone or different whose rows in the file somebody had changed or deleted: what they were is not known, so no change tells it.</summary>
public sealed record ChangesUntold(string AccountId, long Count) : RunEvent(AccountId, 0);

/// <summary>A call waits because several accounts were told to wait: the rate limit is the key's.</summary>
public sealed record KeyHeldBack(string AccountId, long Page, TimeSpan Delay) : RunEvent(AccountId, Page);
