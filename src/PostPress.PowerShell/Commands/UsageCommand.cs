using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A cmdlet about the ledger of calls. It calls nobody, and needs no connection.</summary>
public abstract class UsageCommand : PSCmdlet
{
    private readonly List<string> _accountIds = [];
    private CallLedger? _ledger;

    /// <summary>The accounts. Default: all that the ledger knows.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AccountIdArgument]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>The ledger, while accounts of it are taken.</summary>
    private protected CallLedger Ledger => _ledger!;

    /// <summary>Collects the accounts.</summary>
    protected override void ProcessRecord()
    {
        foreach (var accountId in AccountId ?? [])
        {
            if (AccountIdArgumentAttribute.Refusal(accountId) is { } error)
            {
                WriteError(error);
            }
            else
            {
                _accountIds.Add(accountId);
            }
        }
    }

    /// <summary>Takes what the ledger knows of them.</summary>
    protected override void EndProcessing()
    {
        _ledger = CallLedger.Find();
        if (_ledger is null)
        {
            WriteVerbose($"There is no ledger of calls: the environment variable {CallLedger.FolderVariable} switches it off.");
            return;
        }

        // An empty pipeline, or one of blanks, means none, not all.
        var isAll = !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(AccountId));
        try
        {
            var settings = PostPressSession.Current.Connection?.Settings ?? new ConnectionSettings();
            foreach (var usage in _ledger.Read(TimeProvider.System, settings.MaximumCallsPerDay).Where(usage => isAll || _accountIds.Contains(usage.AccountId)))
            {
                Take(usage);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorRecords.LedgerNotAvailable(exception));
        }
    }

    /// <summary>Takes an account of the ledger.</summary>
    private protected abstract void Take(PostPressUsage usage);
}
