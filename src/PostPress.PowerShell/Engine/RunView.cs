using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Shows a run to the user: verbose lines for the curious, a warning for a long wait, a progress bar for a long run.</summary>
internal sealed class RunView(Cmdlet command, string activity, string item)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);

    private readonly RunProgress _progress = new(command, activity, item);

    /// <summary>Shows what happens. On the pipeline thread.</summary>
    public void Show(RunEvent happened)
    {
        switch (happened)
        {
            case PageRequested page:
                _progress.GoOn(page.AccountId);
                Say($"{Asked(page)}: asking for {(page.Limit > 0 ? $"page {page.Page:N0} with up to {page.Limit:N0} {item}s" : $"the {item}")}.");
                break;
            case RetryPlanned retry:
                ShowRetry(retry);
                break;
            case CallDelayed delayed:
                ShowDelay(delayed);
                break;
            case PageWritten page:
                Count(page.AccountId, page.Rows, page.Page);
                break;
            case ExportResumed resumed:
                _progress.Earlier = resumed.Rows;
                Say($"Resuming the unfinished export to '{resumed.Path}': {resumed.Rows:N0} relations are there.");
                break;
            case RunNotice notice:
                Show(command, notice);
                break;
        }

        ShowProgress();
    }

    /// <summary>Shows a notice. On the pipeline thread.</summary>
    public static void Show(Cmdlet command, RunNotice notice)
    {
        if (notice.IsWarning)
        {
            command.WriteWarning(notice.Message);
        }
        else
        {
            command.WriteVerbose(notice.Message);
        }
    }

    /// <summary>Shows how the verification of a list ended. On the pipeline thread.</summary>
    public void Show(string accountId, ListCheck check)
    {
        var found = $"{check.Added:N0} added and {check.Missed:N0} missed relations were found late";
        if (check.Verified)
        {
            Say($"{accountId}: the list is verified; {found}.");
        }
        else
        {
            Warn($"{accountId}: the list is not verified, so somebody can be missing. {check.Reason} Run the command again at a quieter time.");
        }
    }

    /// <summary>Shows how the export of an account ended. On the pipeline thread.</summary>
    public void Show(PostPressExport export)
    {
        if (export.Verified || export.UnverifiedReason is not null)
        {
            Show(export.AccountId, new ListCheck(export.Verified, export.UnverifiedReason, export.Added, export.Missed));
        }
    }

    /// <summary>Shows how the sync of an account ended. On the pipeline thread.</summary>
    public void Show(PostPressSync sync)
    {
        if (sync.Status == PostPressExport.Unverified)
        {
            var again = sync.NextFullRead is { } next ? FormattableString.Invariant($"from {next:yyyy-MM-dd HH:mm} UTC on, or with -Full") : "the next time";
            Warn($"{sync.AccountId}: the list was read whole but moved all the time, so nobody is taken for gone. It is read again {again}.");
        }

        Say($"{sync.AccountId}: {sync.Status}, {sync.Rows:N0} relations; {sync.Added:N0} added, {sync.Removed:N0} removed ({sync.Confirmed:N0} confirmed by a search), {sync.Changed:N0} changed, {sync.Missed:N0} missed and found; {sync.Calls:N0} calls.");
    }

    /// <summary>Counts what came, for the progress bar.</summary>
    public void Count(string accountId, long items, long pages) => _progress.Count(accountId, items, pages);

    /// <summary>An account is done, and its line of the progress goes.</summary>
    public void End(string accountId) => _progress.End(accountId);

    /// <summary>Brings the progress bar up to date.</summary>
    public void ShowProgress() => _progress.Show();

    /// <summary>Says at the end what was done, and once what of the data could not be read.</summary>
    public void Summarize(RunStatistics statistics)
    {
        _progress.Complete();
        Say($"{statistics}.");
        var (items, names) = (statistics.Unreadable.Items, string.Join(", ", statistics.Unreadable.Names));
        if (items > 0)
        {
            Warn(
                $"{items:N0} {(items == 1 ? $"{item} has" : $"{item}s have")} a field that can't be read ({names}). It is left empty, and the rest is there. "
                + "The data of the API is at fault: give the account id to PostPress support.");
        }
    }

    // Ids and paths are in them, which others may have written.
    private void Say(string line) => command.WriteVerbose(DisplayText.Clean(line));

    private void Warn(string line) => command.WriteWarning(DisplayText.Clean(line));

    private static string Asked(RunEvent happened) => happened.AccountId.Length > 0 ? happened.AccountId : "List of accounts";

    private void ShowRetry(RetryPlanned retry)
    {
        var what = $"{Asked(retry)}: {(retry.Limit > 0 ? $"page {retry.Page:N0} " : "")}failed ({retry.Failure.Id}): {retry.Failure.Summary}";
        var size = retry.Limit > 0 ? FormattableString.Invariant($", for up to {retry.Limit:N0} {item}s") : "";
        var then = retry.Delay > TimeSpan.Zero
            ? FormattableString.Invariant($"Retrying in {retry.Delay.TotalSeconds:0.#} s (retry {retry.Attempt}){size}.")
            : $"Retrying at once{size}.";
        _progress.Wait(retry.AccountId, retry.Failure.Id, retry.Delay);
        if (retry.Delay > LongWait)
        {
            Warn($"{what} {then} Ctrl+C ends the wait.");
        }
        else
        {
            Say($"{what} {then}");
        }
    }

    private void ShowDelay(CallDelayed delayed)
    {
        var isLimit = delayed.Reason is CallDelay.AccountLimit or CallDelay.KeyLimit;
        _progress.Wait(delayed.AccountId, isLimit ? "told to wait" : "spacing the calls", delayed.Delay);
        if (delayed.Reason == CallDelay.Pace)
        {
            return;
        }

        var reason = delayed.Reason switch
        {
            CallDelay.OtherCalls => "other calls of the account were sent just now",
            CallDelay.AccountLimit => "an earlier call of the account was told to wait",
            _ => "several accounts were told to wait, so the limit is that of the key",
        };
        var line = FormattableString.Invariant($"{delayed.AccountId}: page {delayed.Page:N0} waits {delayed.Delay.TotalSeconds:0.#} s, because {reason}.");
        if (isLimit && delayed.Delay > LongWait)
        {
            Warn($"{line} Ctrl+C ends the wait.");
        }
        else
        {
            Say(line);
        }
    }
}
