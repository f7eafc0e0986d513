using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>A line for the user about a run: verbose for the curious, a warning where they should act. All of them are made here.</summary>
public sealed record RunNotice : RunEvent
{
    private RunNotice(string accountId, bool isWarning, FormattableString message, long page = 0, [CallerMemberName] string id = "")
        : base(accountId, page) => (Id, IsWarning, Message) = (id, isWarning, DisplayText.Clean(FormattableString.Invariant(message)));

    /// <summary>The stable id, e.g. <c>NotNewestFirst</c>.</summary>
    public string Id { get; }

    /// <summary>Whether the user should act; otherwise it is for the curious.</summary>
    public bool IsWarning { get; }

    /// <summary>The line.</summary>
    public string Message { get; }

    internal static RunNotice RetryBudgetSpent(string accountId, long page, int most) => new(
        accountId, isWarning: false, $"{Name(accountId)}: no retry of page {page:N0}: the {most:N0} retries of this run are spent. Each page that comes gives half a retry back.", page);

    internal static RunNotice BudgetNear(string accountId, long calls, int maximum) => new(
        accountId, isWarning: true, $"{accountId}: {calls:N0} of {maximum:N0} calls in 24 hours are used (-MaximumCallsPerDay). At the limit the run stops. Get-PostPressUsage shows them.");

    internal static RunNotice ReadOften(string accountId, int count) => new(
        accountId, isWarning: true, $"{accountId}: this is whole read number {count:N0} of the list in 24 hours. LinkedIn restricts accounts that are read too often; Sync-PostPressRelation keeps a file current with one call.");

    internal static RunNotice LedgerUnavailable(string folder, string reason) => new(
        "", isWarning: false, $"There is no ledger of calls in '{folder}': {reason}. The run goes on without, and keeps its own pace only.");

    internal static RunNotice LedgerSetAside(string accountId, string path) => new(
        accountId, isWarning: true, $"{accountId}: the ledger of its calls is damaged, or is none. It was set aside as '{path}', and a new one begins.");

    internal static RunNotice ListVerifying(string accountId) => new(
        accountId, isWarning: false, $"{accountId}: verifying that the list has not moved while it was read.");

    internal static RunNotice ListReadAgain(string accountId, bool hasMoved)
    {
        var why = hasMoved
            ? "the list has moved while it was read, because people connected or left. It is read once more."
            : "every page is verified: the list is read once more, until two readings agree.";
        return new(accountId, isWarning: false, $"{accountId}: {why}");
    }

    internal static RunNotice NotNewestFirst(string accountId, long page, string reason) => new(
        accountId, isWarning: true, $"{accountId}: the list is not newest first, because {reason}. So -Since can't end the reading early: it goes to the end of the list. A relation without CreatedAt is left out.", page);

    internal static RunNotice AccountsDropped(string path, IEnumerable<string> accountIds) => new(
        "", isWarning: true, $"The unfinished export to '{path}' has accounts that are no longer wanted; their relations are left out: {string.Join(", ", accountIds)}.");

    internal static RunNotice ExportRestarted(string path, string reason) => new(
        "", isWarning: true, $"The unfinished export to '{path}' can't be resumed, because {reason}. It restarts from the beginning.");

    // Unusual where the file was changed, or where every sync will cost a full read.
    internal static RunNotice FullReadBegins(string accountId, string reason, bool isUnusual) => new(
        accountId, isUnusual, $"{accountId}: the whole list is read, because {reason}.");

    internal static RunNotice ChangesNotReported(string accountId, long count) => new(
        accountId,
        isWarning: true,
        $"{accountId}: {count:N0} {(count == 1 ? "person is" : "people are")} gone or different whose rows in the file had been changed or deleted by something else, so no change tells of them. Leave the file to Sync-PostPressRelation; work with a copy.");

    private static string Name(string accountId) => accountId.Length > 0 ? accountId : "List of accounts";
}
