namespace PostPress.Client.Tests.Errors;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("  a  b  ", "a b")]
    [InlineData("Line one\nLine two\r\nLine three", "Line one Line two Line three")]
    [InlineData("\u001b[2J\u001b[Hgone", "[2J [Hgone")]
    [InlineData("a\u0000b\u007fc\u0085d", "a b c d")]
    [InlineData("a\u200eb\u200fc\u061cd", "a b c d")]
    public void Text_of_strangers_becomes_one_safe_line(string? text, string shown)
    {
        Assert.Equal(shown, DisplayText.Clean(text));
    }

    [Theory]
    [InlineData("👩\u200d🚀 Building rockets 🚀 | 🇩🇪🇧🇷")]
    [InlineData("シニアソフトウェアエンジニア @ 株式会社アクメ")]
    [InlineData("مهندس برمجيات في أكمي")]
    [InlineData("Ní Dhomhnaill, \"PhD\"")]
    public void Real_names_and_headlines_stay_as_they_are(string text)
    {
        Assert.Equal(text, DisplayText.Clean(text));
    }

    [Fact]
    public void No_direction_mark_and_no_control_character_is_left()
    {
        var all = string.Concat(Enumerable.Range(0, 0x3000).Where(c => c is < 0xD800 or > 0xDFFF).Select(c => (char)c));

        Assert.DoesNotContain(DisplayText.Clean(all), c => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }
}
