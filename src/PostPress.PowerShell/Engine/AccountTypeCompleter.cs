using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>Offers the types of accounts that the API documents; it takes others, too.</summary>
internal sealed class AccountTypeCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Meaning)[] Documented =
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

    /// <summary>The types that fit what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Documented.Select(type => Completions.Make(type.Name, type.Meaning)).Where(result => Completions.Fits(result, wordToComplete));
}
