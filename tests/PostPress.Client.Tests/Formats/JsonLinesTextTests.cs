using System.Text;
using System.Text.Json;

namespace PostPress.Client.Tests.Formats;

/// <summary>Text in a JSON Lines file: UTF-8 as it is, one line each, and every reader gets it back.</summary>
public sealed class JsonLinesTextTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Theory]
    [InlineData("😀", "😀")]
    [InlineData("👩‍🚀 Building 🚀 | 🇩🇪", "👩‍🚀 Building 🚀 | 🇩🇪")]
    [InlineData("é 小 \u00A0 \u3000 \uFEFF \uE000 \u0378", "é 小 \u00A0 \u3000 \uFEFF \uE000 \u0378")]
    [InlineData("\U0010FFFF\U00020000", "\U0010FFFF\U00020000")]
    [InlineData("a\"b\\c/<d>&'", "a\\\"b\\\\c/<d>&'")]
    [InlineData("\\uD83D\\uDE00 \\u00e9", "\\\\uD83D\\\\uDE00 \\\\u00e9")]
    [InlineData("\\😀\\", "\\\\😀\\\\")]
    [InlineData("\r\n\t\b\f\0\u001b", "\\r\\n\\t\\b\\f\\u0000\\u001B")]
    [InlineData("\u007f\u0085\u009b", "\\u007F\\u0085\\u009B")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    public void A_text_is_written_as_it_is_except_where_a_line_or_JSON_would_break(string text, string written)
    {
        Assert.Equal($$"""{"headline":"{{written}}","member_id":"m"}""" + "\n", Write(text));
    }

    [Fact]
    public void Half_a_pair_becomes_the_replacement_character()
    {
        // Not as data of an attribute: that is UTF-8, and has no half pairs.
        Assert.Contains("\"a\uFFFD\"", Write("a\ud83d"), StringComparison.Ordinal);
        Assert.Contains("\"\uFFFD\uFFFD\"", Write("\ude00\ud83d"), StringComparison.Ordinal);
        Assert.Contains("\"\uFFFD😀\"", Write("\ud83d\ud83d\ude00"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_comes_back_and_each_stands_on_one_line()
    {
        var random = new Random(21);
        for (var i = 0; i < 500; i++)
        {
            string[] texts = [.. Enumerable.Range(0, 20).Select(_ => Text(random))];
            var file = Write(texts);
            var lines = file.Split('\n');

            Assert.Equal("", lines[^1]);
            Assert.Equal(texts.Select(Whole), lines[..^1].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("headline").GetString()));
            Assert.DoesNotContain(file, c => c < ' ' ? c != '\n' : c is (>= '\x7f' and < '\xA0') or '\u2028' or '\u2029');
            Assert.DoesNotMatch("(?i)(?<!\\\\)(\\\\\\\\)*\\\\u(?!00[0189]|007f|2028|2029)", file);
        }
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(12); length > 0; length--)
        {
            text.Append(random.Next(6) switch
            {
                0 => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
                1 => ((char)random.Next(0x10000)).ToString(),
                2 => ((char)random.Next(0xD800, 0xE000)).ToString(),
                3 => ((char)random.Next(0x2020, 0x2030)).ToString(),
                4 => "\\u" + random.Next(0x10000).ToString("X4"),
                _ => ((char)random.Next(0x100)).ToString(),
            });
        }

        return text.ToString();
    }

    // Half a pair is no character, so UTF-8 has none for it.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Write(params string[] headlines)
    {
        using var formatter = new JsonLinesFormatter();
        var rows = formatter.Format([.. headlines.Select(headline => new UserRelation { Headline = headline, MemberId = "m" })]);
        return Strict.GetString(rows.Array!, rows.Offset, rows.Count);
    }
}
