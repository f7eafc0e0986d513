using System.Management.Automation;
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
