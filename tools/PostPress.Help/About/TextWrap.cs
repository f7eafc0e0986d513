namespace PostPress.Help.About;

/// <summary>Breaks text into lines.</summary>
internal static class TextWrap
{
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
}
