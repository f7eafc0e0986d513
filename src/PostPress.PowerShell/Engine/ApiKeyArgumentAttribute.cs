using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Security;

namespace PostPress.Commands;

/// <summary>
/// Takes a SecureString, or the password of a PSCredential. Plain text is marked, for the cmdlet to refuse: the engine's own refusal
/// of a string quotes the string, and one from here would have the line of the script shown under it. Both hold the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<SecureString, object> PlainTexts = new();

    /// <summary>Whether a key was given as text.</summary>
    public static bool IsPlainText(SecureString? key) => key is not null && PlainTexts.TryGetValue(key, out _);

    /// <summary>Has the line of the script that the error view shows, and that <c>$Error</c> keeps, shown without the key that was typed into it.</summary>
    public static void HideFromLine(InvocationInfo invocation, string parameter)
    {
        // The value can't be searched for: in the line it may be quoted, escaped or put together from parts.
        var line = $"{invocation.MyCommand.Name} -{parameter} ***";
        var begin = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, 1, line);
        var end = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, line.Length + 1, line);
        invocation.DisplayScriptPosition = new ScriptExtent(begin, end);
    }

    /// <summary>Makes a SecureString of what was given.</summary>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            PSCredential credential => credential.Password,
            string => MarkedPlainText(),
            var other => other,
        };

    private static SecureString MarkedPlainText()
    {
        var marked = new SecureString();
        PlainTexts.Add(marked, marked);
        return marked;
    }
}
