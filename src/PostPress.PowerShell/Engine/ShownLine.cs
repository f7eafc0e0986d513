using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>The line of the script that the error view shows under an error.</summary>
internal static class ShownLine
{
    /// <summary>Has the line shown, and kept in <c>$Error</c>, without the secret that was typed into it as the value of a parameter.</summary>
    public static void Hide(InvocationInfo invocation, string parameter)
    {
        // The value can't be searched for: in the line it may be quoted, escaped or put together from parts.
        var line = $"{invocation.MyCommand.Name} -{parameter} ***";
        var begin = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, 1, line);
        var end = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, line.Length + 1, line);
        invocation.DisplayScriptPosition = new ScriptExtent(begin, end);
    }
}
