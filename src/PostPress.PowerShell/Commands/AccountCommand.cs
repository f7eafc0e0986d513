using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A cmdlet that reads accounts, given as a parameter or by the pipeline.</summary>
public abstract class AccountCommand : ApiCommand
{
    /// <summary>Makes the cmdlet.</summary>
    private protected AccountCommand(string activity)
        : base(activity)
    {
    }

    /// <summary>The linked accounts, e.g. acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR. In the sandbox: acc_sandbox_main.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AccountIdArgument]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string[] AccountId { get; set; } = [];

    /// <summary>Keeps relations whose name matches; the server does the matching.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>Reads accounts that the ledger says to leave alone, and beyond the calls of a day. Pauses and Retry-After hold all the same.</summary>
    [Parameter]
    public SwitchParameter IgnoreLedger { get; set; }

    /// <summary>How many accounts are read at once, each with one call at a time and its own pauses. 1 to 32; default 4.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Refuses a filter that says nothing.</summary>
    private protected override void Begin()
    {
        if (Given(nameof(Filter)) && string.IsNullOrWhiteSpace(Filter))
        {
            ThrowTerminatingError(ErrorRecords.FilterRefused("it is empty"));
        }

        // No name has a line end, so nobody would match.
        if (Filter?.Any(char.IsControl) == true)
        {
            ThrowTerminatingError(ErrorRecords.FilterRefused("it contains a line end or another control character"));
        }
    }

    /// <summary>Takes the accounts that came.</summary>
    private protected override void Process()
    {
        foreach (var accountId in AccountIdArgumentAttribute.Accepted(this, AccountId, Refuse))
        {
            Take(accountId);
        }
    }

    /// <summary>The client's options for a run over a connection.</summary>
    private protected ClientOptions OptionsFor(PostPressConnection connection) => new()
    {
        Observer = happened => Post(() => View.Show(happened)),
        LedgerFolder = CallLedger.FolderFor(connection),
        IgnoresLedger = IgnoreLedger,
    };

    /// <summary>Takes an account.</summary>
    private protected abstract void Take(string accountId);

    /// <summary>Says that something in the place of an account is none.</summary>
    private protected abstract void Refuse(ErrorRecord error);
}
