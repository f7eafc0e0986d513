using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Clear-PostPressUsage</c>: forgets the calls of accounts and what blocks them.</summary>
[Cmdlet(VerbsCommon.Clear, "PostPressUsage", SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Clear-PostPressUsage")]
public sealed class ClearPostPressUsageCommand : UsageCommand
{
    private protected override void Take(PostPressUsage usage)
    {
        if (ShouldProcess(DisplayText.Clean($"{usage.AccountId} ({usage.BaseUri})"), "Forget its calls and what blocks it"))
        {
            Use(ledger => Await(async () =>
            {
                await ledger.ClearAsync(usage, StopToken).ConfigureAwait(false);
                return usage;
            }));
        }
    }
}
