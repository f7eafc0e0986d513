using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Test-PostPressConnection</c>: tests step by step what stands between this machine and the relations of an account, and says of each
/// step that fails what to do. At most one call for the key, and one an account.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PostPressConnection", HelpUri = "https://postpress.ai/docs/powershell/Test-PostPressConnection")]
[OutputType(typeof(PostPressCheck), typeof(bool))]
public sealed class TestPostPressConnectionCommand : PostPressCommand
{
    private const int UsualTimeoutSec = 10;

    private readonly List<string> _accountIds = [];
    private bool _refused;

    /// <summary>The accounts to test, with one call each. Default: none, and the key alone is tested.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AccountIdArgument]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>Writes $true where no step fails, else $false, and ends with the first that fails.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Calls accounts that the ledger says to leave alone, and beyond the calls of a day. Pauses and Retry-After hold all the same.</summary>
    [Parameter]
    public SwitchParameter IgnoreLedger { get; set; }

    /// <summary>The connection to test instead of the runspace's own.</summary>
    [Parameter]
    [ValidateNotNull]
    public PostPressConnection? Connection { get; set; }

    /// <summary>Seconds until a step gives up. 1 to 3600; default 10, or that of the connection where it is less.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; }

    /// <summary>Collects the accounts.</summary>
    private protected override void Process() => _accountIds.AddRange(AccountIdArgumentAttribute.Accepted(this, AccountId, Refuse));

    /// <summary>Makes the steps, and writes each as soon as it is done.</summary>
    private protected override void End()
    {
        var checks = Prepare().RunAsync(StopToken).GetAsyncEnumerator(StopToken);
        var isGood = !_refused;
        try
        {
            while ((isGood || !Quiet) && Await(() => checks.MoveNextAsync().AsTask()))
            {
                isGood &= checks.Current.Status != PostPressCheck.Failed;
                if (!Quiet)
                {
                    WriteObject(checks.Current);
                }
            }
        }
        finally
        {
            checks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        if (Quiet)
        {
            WriteObject(isGood);
        }
    }

    private void Refuse(ErrorRecord error)
    {
        _refused = true;
        WriteError(error);
    }

    private ConnectionTest Prepare()
    {
        var found = PostPressSession.Current.DescribeConnection(Connection);
        var seconds = Given(nameof(TimeoutSec)) ? TimeoutSec : Math.Min(UsualTimeoutSec, found.Settings.TimeoutSec);
        return new ConnectionTest(found.WithTimeout(seconds), _accountIds, new ClientOptions
        {
            Observer = happened =>
            {
                if (happened is RunNotice notice)
                {
                    Post(() => RunView.Show(this, notice));
                }
            },
            LedgerFolder = found.Connection is { } connection ? CallLedger.FolderFor(connection) : null,
            IgnoresLedger = IgnoreLedger,
        });
    }
}
