using System.Collections.ObjectModel;
using System.Globalization;

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
    [InlineData("Ada\U000e0001\U000e0041\U000e0042\U000e007f Lovelace", "Ada Lovelace")]
    [InlineData("\U000e0041", "")]
    [InlineData("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f London", "\U0001f3f4 London")]
    [InlineData("a\u2028b\u2029c\ufeffd\u00ade\U0001d173f", "a b c d e f")]
    [InlineData("a\u200db", "a b")]
    [InlineData("\u200da\u200d", "a")]
    [InlineData("\U0001f469\u200d\u200d\U0001f680", "\U0001f469 \U0001f680")]
    public void Text_of_strangers_becomes_one_safe_line(string? text, string shown)
    {
        Assert.Equal(shown, DisplayText.Clean(text));
    }

    [Theory]
    [InlineData("👩\u200d🚀 Building rockets 🚀 | 🇩🇪🇧🇷")]
    [InlineData("👩🏽\u200d🚀 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 🧑\u200d❤\ufe0f\u200d💋\u200d🧑 🙂\u200d↔\ufe0f 🐈\u200d⬛ 🤷\u200d♀")]
    [InlineData("ශ්\u200dරී ලංකා")]
    [InlineData("𠮷野家 葛\U000e0100城")]
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

    [Fact]
    public void Of_all_of_Unicode_only_what_can_be_seen_is_left()
    {
        for (var code = 1; code <= 0x10FFFF; code++)
        {
            // A half of a surrogate pair has no rune.
            var sign = code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
            var isUnsafe = CharUnicodeInfo.GetUnicodeCategory(sign, 0)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;
            Assert.True(DisplayText.Clean($"a{sign}b") == (isUnsafe ? "a b" : $"a{sign}b"), $"U+{code:X4}");
        }
    }

    // A fault of the sandbox is what the user has typed.
    public static TheoryData<string> Types =>
        [.. typeof(UserRelation).Assembly.GetExportedTypes().Where(type => type.GetConstructor([]) is not null && type != typeof(SandboxFault)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_object_in_the_place_of_a_string_is_one_safe_line(string name)
    {
        const string hostile = "Ada\u001b]0;owned\u0007\u009b2J\u202e\U000e0041\r\n2026-07-01 Removed: Eve";
        var type = typeof(UserRelation).Assembly.GetType(name)!;
        var made = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(made, Value(property.PropertyType) ?? property.GetValue(made));
        }

        var text = made.ToString()!;
        Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]", text);
        Assert.Equal(type.GetProperties().Any(property => property.PropertyType == typeof(string)), text.Contains("Ada ]0;owned 2J 2026-07-01 Removed: Eve", StringComparison.Ordinal));

        static object? Value(Type type) =>
            type == typeof(string) ? hostile
            : type == typeof(ReadOnlyCollection<string>) ? Array.AsReadOnly([hostile])
            : type == typeof(UserRelation) ? new UserRelation { FirstName = hostile, LastName = hostile }
            : null;
    }

    [Fact]
    public void A_message_of_an_error_is_one_safe_line()
    {
        const string hostile = "a\u001b[2J\r\nb\U000e0041";
        Exception[] errors =
        [
            new PostPressApiException(FailureKind.Api, "id", hostile),
            new ExportFileException(ExportFileError.InUse, hostile, $"'{hostile}' is in use.", "Close it."),
            new InvalidConnectionException("id", hostile, "Give another."),
        ];

        Assert.All(errors, error => Assert.Equal(DisplayText.Clean(error.Message), error.Message));
        Assert.Equal(hostile, ((ExportFileException)errors[1]).Path);
    }
}
