using System.Management.Automation;

namespace PostPress.Commands;

/// <summary><c>Get-PostPressUsage</c>: shows the calls of each account in the last 24 hours, how many are left, and what blocks it.</summary>
[Cmdlet(VerbsCommon.Get, "PostPressUsage", HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressUsage")]
[OutputType(typeof(PostPressUsage))]
public sealed class GetPostPressUsageCommand : UsageCommand
{
    private protected override void Take(PostPressUsage usage) => WriteObject(usage);
}
