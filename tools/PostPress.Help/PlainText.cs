namespace PostPress.Help;

/// <summary>Lays out text and tables for a terminal.</summary>
internal static class PlainText
{
    private const int Gap = 2;

    /// <summary>The lines of a text, none longer than the width unless a single word is.</summary>
    /// <param name="text">The text, in one line.</param>
    /// <param name="width">The most characters in a line.</param>
    /// <param name="indent">The blanks before the first line.</param>
    /// <param name="hanging">The blanks before every other line; the same as the first where it is left out.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent, int? hanging = null)
    {
        var line = new string(' ', indent);
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', hanging ?? indent);
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        if (!isEmpty)
        {
            yield return line;
        }
    }

    /// <summary>The lines of a table: in columns where it fits, else each row as a paragraph with a line for each cell.</summary>
    public static IEnumerable<string> Tabulate(Table table, int width, int indent)
    {
        var widths = Enumerable.Range(0, table.Header.Count)
            .Select(column => table.Rows.Append(table.Header).Max(row => row[column].Length)).ToList();
        return indent + widths.Sum() + Gap * (widths.Count - 1) <= width
            ? Columns(table, widths, indent)
            : table.Rows.SelectMany((row, number) => Record(table.Header, row, width, indent, isFirst: number == 0));
    }

    private static IEnumerable<string> Columns(Table table, List<int> widths, int indent)
    {
        var rule = widths.Select(column => new string('-', column)).ToList();
        return table.Rows.Prepend(rule).Prepend(table.Header).Select(row =>
            new string(' ', indent) + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static IEnumerable<string> Record(IReadOnlyList<string> header, IReadOnlyList<string> row, int width, int indent, bool isFirst)
    {
        if (!isFirst)
        {
            yield return "";
        }

        yield return new string(' ', indent) + row[0];
        var labels = header.Skip(1).Max(label => label.Length) + 1 + Gap;
        for (var column = 1; column < row.Count; column++)
        {
            // Two columns are a name and what it is: that needs no label.
            var label = row.Count == 2 ? "" : (header[column] + ":").PadRight(labels);
            foreach (var line in Cell(label, row[column], width, indent + 4))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Cell(string label, string cell, int width, int indent)
    {
        var isFirst = true;
        foreach (var line in Wrap(cell, width, indent + label.Length))
        {
            yield return isFirst ? new string(' ', indent) + label + line.TrimStart() : line;
            isFirst = false;
        }
    }
}
