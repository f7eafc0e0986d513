using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Says what a run finds in the ledger of calls.</summary>
internal static class LedgerView
{
    /// <summary>Shows what is worth a line. On the pipeline thread.</summary>
    public static void Show(Cmdlet command, RunEvent happened)
    {
        switch (happened)
        {
            case BudgetNear budget:
                command.WriteWarning(
                    $"{budget.AccountId}: {budget.Calls:N0} of {budget.Maximum:N0} calls in 24 hours are used (-MaximumCallsPerDay). At the limit the run stops. Get-PostPressUsage shows them.");
                break;
            case ReadOften often:
                command.WriteWarning(
                    $"{often.AccountId}: this is whole read number {often.Count:N0} of the list in 24 hours. LinkedIn restricts accounts that are read too often; Sync-PostPressRelation keeps a file current with one call.");
                break;
            case LedgerUnavailable ledger:
                command.WriteVerbose($"There is no ledger of calls in '{ledger.Folder}': {ledger.Reason}. The run goes on without, and keeps its own pace only.");
                break;
            case LedgerSetAside aside:
                command.WriteWarning($"{aside.AccountId}: the ledger of its calls is damaged, or is none. It was set aside as '{aside.Path}', and a new one begins.");
                break;
        }
    }
}
