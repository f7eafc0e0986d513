using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>Offers the accounts of the sandbox that is connected, and those that were listed or read in this session. Asks nobody: Tab costs no call.</summary>
internal sealed class AccountIdCompleter : IArgumentCompleter
{
    /// <summary>The accounts that fit what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var session = PostPressSession.Current;
        IReadOnlyList<string> sandbox = session.Connection is { } connection ? connection.AccountId : [];
        var known = sandbox.Select(id => (Id: id, From: "An account of the sandbox."))
            .Concat(session.AccountIds.Except(sandbox).Select(id => (Id: id, From: session.About(id))));
        return known.Select(account => Completions.Make(account.Id, account.From)).Where(result => Completions.Fits(result, wordToComplete));
    }
}
