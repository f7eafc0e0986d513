using System.Text.RegularExpressions;

namespace PostPress.Help.Markdown;

/// <summary>Takes the lines under a heading apart.</summary>
internal static partial class BlockReader
{
    /// <summary>Whether a line opens or closes a code block.</summary>
    public static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);

    /// <summary>The blocks, in their order.</summary>
    public static IReadOnlyList<Block> Read(IReadOnlyList<string> lines)
    {
        var blocks = new List<Block>();
        for (var i = 0; i < lines.Count;)
        {
            i += lines[i] switch
            {
                var line when string.IsNullOrWhiteSpace(line) => 1,
                var line when IsFence(line) => ReadCode(lines, i, blocks),
                var line when line.StartsWith('|') => ReadTable(lines, i, blocks),
                _ => ReadText(lines, i, blocks),
            };
        }

        return blocks;
    }

    private static int ReadCode(IReadOnlyList<string> lines, int start, List<Block> blocks)
    {
        var code = lines.Skip(start + 1).TakeWhile(line => !IsFence(line)).ToList();
        blocks.Add(new Code(lines[start].Trim('`', ' '), code));
        return code.Count + 2;
    }

    private static int ReadTable(IReadOnlyList<string> lines, int start, List<Block> blocks)
    {
        var rows = lines.Skip(start).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
        // The second line is the rule under the header.
        blocks.Add(new Table(rows[0], rows.Skip(2).ToList()));
        return rows.Count;
    }

    private static int ReadText(IReadOnlyList<string> lines, int start, List<Block> blocks)
    {
        var item = Item().Match(lines[start]);
        var more = lines.Skip(start + 1).TakeWhile(line => !EndsText(line)).ToList();
        var first = item.Success ? item.Groups[2].Value : lines[start];
        var text = InlineText.Plain(string.Join(' ', more.Prepend(first).Select(line => line.Trim())));
        blocks.Add(item.Success ? new ListItem(item.Groups[1].Value, text) : new Paragraph(text));
        return more.Count + 1;
    }

    private static bool EndsText(string line) =>
        string.IsNullOrWhiteSpace(line) || IsFence(line) || line.StartsWith('|') || Item().IsMatch(line);

    private static IReadOnlyList<string> Cells(string line) =>
        line.Trim().Trim('|').Split('|').Select(cell => InlineText.Plain(cell.Trim())).ToList();

    [GeneratedRegex(@"^(-|\d+\.) +(.*)$")]
    private static partial Regex Item();
}
