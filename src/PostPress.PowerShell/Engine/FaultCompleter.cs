using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>Offers faults for the sandbox: typical texts, and every kind alone.</summary>
internal sealed class FaultCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Meaning)[] Typical =
    [
        ("Error,Status=429,RetryAfter=30,Page=2", "At page 2: too many requests, come back in 30 seconds."),
        ("Error,Status=503,Probability=0.1", "One call in ten: the service is unavailable."),
        ("Error,Status=504,Page=2", "At page 2: LinkedIn did not answer in time."),
        ("Error,Type=account_restricted,Page=3", "At page 3: LinkedIn has restricted the account."),
        ("Latency,Seconds=2", "Every answer comes 2 seconds late."),
        ("Drop,Page=2", "At page 2: the connection breaks before the answer."),
        ("Cut,Page=2", "At page 2: the answer is truncated at its half."),
        ("Stall,Seconds=30,Page=2", "At page 2: half of the answer, then nothing for 30 seconds."),
        ("Garbage,Page=2", "At page 2: a web page instead of a list."),
        ("RepeatCursor,Page=2", "At page 2: the cursor that was asked with comes again."),
        ("Shift,Page=2", "Before page 2 someone new connects, and the list shifts by one."),
        ("Remove,Page=2,Count=40", "Before page 2, 40 of those already read leave, and the list moves up."),
        ("Churn,Probability=0.1", "Before one page in ten, someone connects or leaves."),
        ("Date,Seconds=3600", "The server's clock is an hour ahead."),
        ("Live,AddPerDay=3,RemovePerDay=1,ChangePerDay=2", "People connect, leave and change as the sandbox's clock goes on."),
    ];

    /// <summary>The faults that fit what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var kinds = Enum.GetNames(typeof(SandboxFaultKind))
            .Select(kind => (Text: kind, Meaning: kind == nameof(SandboxFaultKind.Live) ? "As the sandbox's clock goes on." : "At every call."));
        return Typical.Concat(kinds).Select(fault => Completions.Make(fault.Text, fault.Meaning))
            .Where(result => Completions.Fits(result, wordToComplete));
    }
}
