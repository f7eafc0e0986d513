using System.Text.RegularExpressions;

namespace PostPress.Help.Markdown;

/// <summary>Takes the markup out of a line.</summary>
internal static partial class InlineText
{
    /// <summary>The text as a user reads it; what stands between backticks stays letter by letter.</summary>
    public static string Plain(string markdown) =>
        Part().Replace(markdown, part =>
            part.Groups["code"].Success ? part.Groups["code"].Value
            : part.Groups["link"].Success ? Link(part.Groups["link"].Value, part.Groups["target"].Value)
            : part.Groups["bold"].Success ? part.Groups["bold"].Value
            : part.Groups["escaped"].Value);

    // A link between the pages of this folder says no more than its text.
    private static string Link(string text, string target) =>
        target.StartsWith("http", StringComparison.Ordinal) && target != text ? $"{text} ({target})" : text;

    [GeneratedRegex(@"`(?<code>[^`]+)`|\[(?<link>[^\]]+)\]\((?<target>[^)]+)\)|\*\*(?<bold>[^*]+)\*\*|\\(?<escaped>[\\<>\[\]*_`])")]
    private static partial Regex Part();
}
