using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Test-PostPressConnection</c>: tests step by step what stands between this machine and the relations of an account, and says of each
/// step that fails what to do. At most one call for the key, and one an account.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PostPressConnection", HelpUri = "https://postpress.ai/docs/powershell/Test-PostPressConnection")]
[OutputType(typeof(PostPressCheck), typeof(bool))]
public sealed class TestPostPressConnectionCommand : PSCmdlet, IDisposable
{
    private const int UsualTimeoutSec = 10;

    // Made at once: StopProcessing may come from another thread before BeginProcessing.
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelinePump _pump;
    private readonly List<string> _accountIds = [];
    private bool _refused;

    /// <summary>Makes the cmdlet.</summary>
    public TestPostPressConnectionCommand() => _pump = new PipelinePump(_stop, onTick: static () => { });

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
    public PostPressConnection? Connection { get; set; }

    /// <summary>Seconds until a step gives up. 1 to 3600; default 10, or that of the connection where it is less.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; }

    /// <summary>Gives back what the cmdlet holds. When a later command stops the pipeline, the engine calls nothing but this.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _pump.Dispose();
        _stop.Dispose();
    }

    /// <summary>Collects the accounts.</summary>
    protected override void ProcessRecord()
    {
        foreach (var accountId in AccountId ?? [])
        {
            if (AccountIdArgumentAttribute.Refusal(accountId) is { } error)
            {
                _refused = true;
                WriteError(error);
            }
            else
            {
                _accountIds.Add(accountId);
            }
        }
    }

    /// <summary>Makes the steps, and writes each as soon as it is done.</summary>
    protected override void EndProcessing()
    {
        var checks = Prepare().RunAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
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

    /// <summary>Ctrl+C, on another thread than the pipeline's.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    private ConnectionTest Prepare()
    {
        var found = Connections.Describe(Connection);
        var seconds = MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? TimeoutSec : Math.Min(UsualTimeoutSec, found.Settings.TimeoutSec);
        return new ConnectionTest(found.WithTimeout(seconds), _accountIds, new ClientOptions
        {
            Observer = happened =>
            {
                if (happened is RunNotice notice)
                {
                    _pump.Post(() => RunView.Show(this, notice));
                }
            },
            LedgerFolder = found.Connection is { } connection ? CallLedger.FolderFor(connection) : null,
            IgnoresLedger = IgnoreLedger,
        });
    }

    private T Await<T>(Func<Task<T>> work)
    {
        try
        {
            return _pump.Wait(Task.Run(work));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
