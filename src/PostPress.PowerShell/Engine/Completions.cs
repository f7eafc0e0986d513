using System.Management.Automation;
using System.Management.Automation.Language;

namespace PostPress.Commands;

/// <summary>What completers have in common.</summary>
internal static class Completions
{
    // A word with one of these is not one word at the prompt unless it is quoted.
    private static readonly char[] NeedQuotes = [' ', ',', ';', '\'', '"', '(', ')', '{', '}', '|', '&', '$', '`', '@', '#', '<', '>'];

    /// <summary>A completion that stands in quotes where it needs them.</summary>
    public static CompletionResult Make(string text, string tooltip) => new(
        text.IndexOfAny(NeedQuotes) < 0 ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'",
        text,
        CompletionResultType.ParameterValue,
        tooltip);

    /// <summary>Whether a completion begins with the word that is typed, its quotes aside.</summary>
    public static bool Fits(CompletionResult result, string word) =>
        result.ListItemText.StartsWith(word.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase);
}
