using System.Text;

namespace PostPress.Client.Tests.Errors;

public sealed class SafeTextTests
{
    // Its base64 has '+', '/' and padding, so that the forms differ.
    private const string Key = "pp_live_>>>???~~~/a+b=9x2f";

    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Key));

    public static TheoryData<string> Echoes { get; } =
    [
        Key,
        Key.ToUpperInvariant(),
        Uri.EscapeDataString(Key),
        Base64,
        Base64.TrimEnd('='),
        Base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        Uri.EscapeDataString(Base64),
    ];

    [Theory]
    [MemberData(nameof(Echoes))]
    public void The_key_is_cut_out_in_every_form(string echo)
    {
        var safe = new SafeText(Key);
        var clean = safe.Clean($"The key {echo} and again {echo} is wrong.");

        Assert.True(safe.HoldsSecret(echo));
        Assert.False(safe.HoldsSecret(clean));
        Assert.StartsWith("The key [API key]", clean, StringComparison.Ordinal);
        Assert.EndsWith("is wrong.", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_key_has_forms_that_differ()
    {
        Assert.Matches("[+/]", Base64);
        Assert.EndsWith("=", Base64, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API key")]
    [InlineData("key")]
    [InlineData("[")]
    [InlineData("a")]
    public void A_key_that_is_part_of_its_replacement_does_not_hang(string key)
    {
        Assert.Equal("<[API key]>", new SafeText(key).Clean($"<{key}>"));
    }

    [Fact]
    public void A_key_at_the_cut_is_found_before_the_text_is_shortened()
    {
        var clean = new SafeText(Key).Clean(new string('x', 20) + Key, length: 30);

        Assert.Equal(new string('x', 20) + "[API key]", clean);
    }

    [Theory]
    [InlineData("a\u001b[31mred\u001b[0m", "a [31mred [0m")]
    [InlineData("a\u009b31m", "a 31m")]
    [InlineData("\u001b]0;title\u0007x", " ]0;title x")]
    [InlineData("one\r\ntwo\tthree\0four", "one two three four")]
    [InlineData("abc\u202etxt.exe", "abc txt.exe")]
    [InlineData("a\u2066b\u2069c", "a b c")]
    [InlineData("a\u2028b\u2029c", "a b c")]
    public void What_a_terminal_would_obey_becomes_blank(string text, string shown)
    {
        Assert.Equal(shown.TrimStart(), new SafeText(Key).Clean(text));
    }

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123😀6", 5, "123…")]
    [InlineData("12😀56", 5, "12😀…")]
    public void A_long_text_is_cut_between_characters(string text, int length, string cut)
    {
        Assert.Equal(cut, new SafeText(Key).Clean(text, length));
    }

    [Fact]
    public void Other_text_stays_as_it_is()
    {
        Assert.Equal("Grüße, 小明! [ok]", new SafeText(Key).Clean("Grüße, 小明! [ok]"));
        Assert.False(new SafeText(Key).HoldsSecret("pp_live_…9x2f"));
    }
}
