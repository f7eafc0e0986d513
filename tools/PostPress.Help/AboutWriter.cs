using System.Text;

namespace PostPress.Help;

/// <summary>
/// Writes an about topic as plain text of 80 columns. The engine takes the line under SHORT DESCRIPTION, the fifth of the file,
/// for the topic's synopsis.
/// </summary>
internal static class AboutWriter
{
    public const int Width = 80;

    private const int Indent = 4;

    /// <summary>The text of a topic.</summary>
    public static string Write(HelpPage page)
    {
        var text = new StringBuilder();
        text.Append("TOPIC\n").Append(' ', Indent).Append(page.Root.Title).Append("\n\n");
        WriteBlocks(text, page.Root.Blocks);
        foreach (var section in page.Root.Children)
        {
            text.Append(section.Title.ToUpperInvariant()).Append('\n');
            WriteBlocks(text, section.Blocks);
            foreach (var part in section.Children)
            {
                text.Append("  ").Append(part.Title).Append('\n');
                WriteBlocks(text, part.Blocks);
            }
        }

        return text.ToString();
    }

    private static void WriteBlocks(StringBuilder text, IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            foreach (var line in Lines(blocks[i]))
            {
                text.Append(line).Append('\n');
            }

            // The items of a list stand close together.
            if (blocks[i] is not Paragraph { IsItem: true } || i + 1 == blocks.Count || blocks[i + 1] is not Paragraph { IsItem: true })
            {
                text.Append('\n');
            }
        }
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Paragraph paragraph => PlainText.Wrap(paragraph.MarkedText, Width, Indent, Indent + (paragraph.IsItem ? paragraph.Marker.Length + 1 : 0)),
        Code code => code.Lines.Select(line => line.Length == 0 ? "" : new string(' ', 2 * Indent) + line),
        Table table => PlainText.Tabulate(table, Width, Indent),
        _ => [],
    };
}
