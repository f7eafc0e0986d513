using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Clear-PostPressUsage</c>: forgets the calls of accounts and what blocks them.</summary>
[Cmdlet(VerbsCommon.Clear, "PostPressUsage", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Clear-PostPressUsage")]
public sealed class ClearPostPressUsageCommand : UsageCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Gives back what the cmdlet holds.</summary>
    public void Dispose() => _stop.Dispose();

    /// <summary>Ctrl+C, on another thread than the pipeline's.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    private protected override void Take(PostPressUsage usage)
    {
        if (!ShouldProcess($"{usage.AccountId} ({usage.BaseUri})", "Forget its calls and what blocks it"))
        {
            return;
        }

        try
        {
            Ledger.ClearAsync(usage, _stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
