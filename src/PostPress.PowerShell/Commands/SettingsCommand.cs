using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>The settings that <c>Connect-PostPress</c> keeps and that each call can override.</summary>
public abstract class SettingsCommand : PostPressCommand
{
    /// <summary>Seconds until a request times out that gets no answer, or no further part of one. 1 to 3600; default 100.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; }

    /// <summary>How often one page is retried after a transient failure. 0 to 100; default 5.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; }

    /// <summary>The pause before the first retry of a page, in seconds; it doubles each time, up to 60. 0 to 60; default 1.</summary>
    [Parameter]
    [ValidateRange(0d, 60d)]
    public double RetryIntervalSec { get; set; }

    /// <summary>The longest Retry-After that is waited for, in seconds. 0 to 86400; default 300.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int MaximumRetryWaitSec { get; set; }

    /// <summary>The average pause between two pages of one account, in seconds, varied by half of it. 0 to 3600; default 2, in the sandbox 0.</summary>
    [Parameter]
    [ValidateRange(0d, 3600d)]
    public double PageDelaySec { get; set; }

    /// <summary>The most calls to one account in 24 hours, of all runs together. 0 to 1,000,000; default 1500; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 1_000_000)]
    public int MaximumCallsPerDay { get; set; }

    /// <summary>The settings with what was given to this call.</summary>
    private protected ConnectionSettings Override(ConnectionSettings settings) => settings with
    {
        TimeoutSec = Given(nameof(TimeoutSec)) ? TimeoutSec : settings.TimeoutSec,
        MaximumRetryCount = Given(nameof(MaximumRetryCount)) ? MaximumRetryCount : settings.MaximumRetryCount,
        RetryIntervalSec = Given(nameof(RetryIntervalSec)) ? RetryIntervalSec : settings.RetryIntervalSec,
        MaximumRetryWaitSec = Given(nameof(MaximumRetryWaitSec)) ? MaximumRetryWaitSec : settings.MaximumRetryWaitSec,
        PageDelaySec = Given(nameof(PageDelaySec)) ? PageDelaySec : settings.PageDelaySec,
        MaximumCallsPerDay = Given(nameof(MaximumCallsPerDay)) ? MaximumCallsPerDay : settings.MaximumCallsPerDay,
    };
}
