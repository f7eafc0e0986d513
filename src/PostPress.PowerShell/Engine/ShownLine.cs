using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>The line of the script that the error view shows under an error.</summary>
internal static class ShownLine
{
    /// <summary>Has the line shown, and kept in <c>$Error</c>, without a secret that was typed into it.</summary>
    public static void Hide(InvocationInfo invocation, string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        var line = invocation.Line.TrimEnd('\r', '\n').Replace(secret, "***");
        var begin = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, 1, line);
        var end = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, line.Length + 1, line);
        invocation.DisplayScriptPosition = new ScriptExtent(begin, end);
    }
}
