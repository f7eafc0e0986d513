using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>
/// Completes the values of parameters at the prompt: accounts, their types and statuses, and faults of the sandbox. It sends no call.
/// </summary>
internal sealed class ValueCompleter : IArgumentCompleter
{
    // A word with one of these is not one word at the prompt unless it is quoted.
    private static readonly char[] NeedQuotes = [' ', ',', ';', '\'', '"', '(', ')', '{', '}', '|', '&', '$', '`', '@', '#', '<', '>'];

    // Those that the API documents; the parameter takes others, too.
    private static readonly (string Value, string Meaning)[] AccountTypes =
    [
        ("LINKEDIN", "LinkedIn: has relations."),
        ("MAIL", "A mailbox (IMAP)."),
        ("GOOGLE", "A Google account."),
        ("OUTLOOK", "An Outlook account."),
        ("WHATSAPP", "WhatsApp."),
        ("INSTAGRAM", "Instagram."),
        ("TELEGRAM", "Telegram."),
        ("MOBILE", "A mobile phone."),
    ];

    // Typical ones; after them comes every kind alone.
    private static readonly (string Value, string Meaning)[] Faults =
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

    /// <summary>The values of the parameter that begin with the word that is typed, its quotes aside.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<(string Value, string Meaning)> values = parameterName switch
        {
            "Type" => AccountTypes,
            "Status" => PostPressAccount.DocumentedStatuses,
            "Fault" => Faults.Concat(FaultKinds()),
            _ => Accounts(),
        };
        return values.Where(value => value.Value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(Quote(value.Value), value.Value, CompletionResultType.ParameterValue, value.Meaning));
    }

    // Those of the sandbox that is connected, and those that were listed or read in this session.
    private static IEnumerable<(string Value, string Meaning)> Accounts()
    {
        var session = PostPressSession.Current;
        IReadOnlyList<string> sandbox = session.Connection is { } connection ? connection.AccountId : [];
        return sandbox.Select(id => (id, "An account of the sandbox.")).Concat(session.AccountIds.Except(sandbox).Select(id => (id, session.About(id))));
    }

    private static IEnumerable<(string Value, string Meaning)> FaultKinds() =>
        Enum.GetNames(typeof(SandboxFaultKind)).Select(kind => (kind, kind == nameof(SandboxFaultKind.Live) ? "As the sandbox's clock goes on." : "At every call."));

    private static string Quote(string value) => value.IndexOfAny(NeedQuotes) < 0 ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
