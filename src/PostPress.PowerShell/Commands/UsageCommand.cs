using System.Management.Automation;
using System.Security;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A cmdlet about the ledger of calls. It calls nobody, and needs no connection.</summary>
public abstract class UsageCommand : PostPressCommand
{
    private readonly List<string> _accountIds = [];
    private CallLedger? _ledger;

    /// <summary>The accounts. Default: all that the ledger knows.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AccountIdArgument(TakesRelations = true)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>Collects the accounts.</summary>
    private protected override void Process() => _accountIds.AddRange(AccountIdArgumentAttribute.Accepted(this, AccountId, WriteError));

    /// <summary>Takes what the ledger knows of them.</summary>
    private protected override void End()
    {
        _ledger = CallLedger.Find();
        if (_ledger is null)
        {
            WriteVerbose($"There is no ledger of calls: the environment variable {CallLedger.FolderVariable} switches it off.");
            return;
        }

        // An empty pipeline, or one of blanks, means none, not all.
        var isAll = !MyInvocation.ExpectingInput && !Given(nameof(AccountId));
        var settings = PostPressSession.Current.Connection?.Settings ?? new ConnectionSettings();
        foreach (var usage in Use(ledger => ledger.Read(TimeProvider.System, settings.MaximumCallsPerDay)).Where(usage => isAll || _accountIds.Contains(usage.AccountId)))
        {
            Take(usage);
        }
    }

    /// <summary>Reads or changes the ledger; a terminating error where that fails.</summary>
    private protected T Use<T>(Func<CallLedger, T> use)
    {
        try
        {
            return use(_ledger!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            ThrowTerminatingError(ErrorRecords.LedgerNotAvailable(exception));
            throw;
        }
    }

    /// <summary>Takes an account of the ledger.</summary>
    private protected abstract void Take(PostPressUsage usage);
}
