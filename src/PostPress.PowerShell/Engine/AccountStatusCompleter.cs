using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>Offers the statuses of accounts that the API documents; it takes others, too.</summary>
internal sealed class AccountStatusCompleter : IArgumentCompleter
{
    /// <summary>The statuses that fit what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountStatus.Documented.Select(status => Completions.Make(status.Name, status.Meaning)).Where(result => Completions.Fits(result, wordToComplete));
}
