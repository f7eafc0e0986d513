using System.Globalization;
using System.Text;

namespace PostPress.Client.Tests.Formats;

/// <summary>A file that an export wrote is read back, whatever its options were, and after somebody has saved it again.</summary>
public sealed class ExportReaderTests : IDisposable
{
    // Ada as she stands in a CSV with commas, the date as it may be.
    private const string Row = "acc_1,Ada,Müller 🌱,\"one\r\n\"\"two\"\", three; four\",ada,https://www.linkedin.com/in/ada,{0},ACoAA-1,urn:li:fsd_profile:ACoAA-1,\"urn:li:fsd_connection:(x,ACoAA-1)\",";

    private static readonly string AdaRow = string.Format(CultureInfo.InvariantCulture, Row, "2025-05-16T12:53:20.123Z");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExportFormat.Csv, ',', true, false)]
    [InlineData(ExportFormat.Csv, ';', false, true)]
    [InlineData(ExportFormat.Csv, '\t', true, true)]
    [InlineData(ExportFormat.Csv, '|', false, false)]
    [InlineData(ExportFormat.Csv, ':', false, true)]
    [InlineData(ExportFormat.JsonLines, ',', false, false)]
    public void Every_option_of_an_export_is_read_back_also_twice(ExportFormat format, char delimiter, bool mark, bool safe)
    {
        UserRelation[] relations =
        [
            Exported.Ada,
            new() { AccountId = "acc_2", FirstName = "=1+1", LastName = "@home", Headline = "'=2; '-- x", MemberId = "m2" },
            new() { AccountId = "acc_2", FirstName = safe ? "x" : "'-", MemberId = "m3" },
        ];
        var request = new ExportRequest { Path = "", AccountIds = [], Format = format, Delimiter = delimiter, ByteOrderMark = mark, SpreadsheetSafe = safe };
        using var reader = RelationFile.Open(Exported.Write(_folder, request, relations));

        Assert.Equal(relations.Select(Exported.Content), reader.Read().Select(Exported.Content));
        Assert.Equal("acc_1", reader.Read().First().AccountId);
        Assert.Equal(relations.Select(Exported.Content), reader.Read().Select(Exported.Content));
    }

    [Fact]
    public void Whether_a_file_is_spreadsheet_safe_is_seen_by_a_formula_without_an_apostrophe()
    {
        string File(string headlines) => Exported.Write(_folder, Exported.Header + "\r\n" + string.Concat(headlines.Split('|').Select((headline, number) => $"acc,,,{headline},,,,m{number},,,\r\n")));

        Assert.Equal(["=1", "-2", "x '=3"], Exported.Read(File("'=1|'-2|x '=3")).Select(relation => relation.Headline));
        Assert.Equal(["'=1", "-2"], Exported.Read(File("'=1|-2")).Select(relation => relation.Headline));
        using var told = RelationFile.Open(File("'=1"), isSpreadsheetSafe: false);
        Assert.Equal(["'=1"], told.Read().Select(relation => relation.Headline));
        using var toldSafe = RelationFile.Open(File("'=1|-2"), isSpreadsheetSafe: true);
        Assert.Equal(["=1", "-2"], toldSafe.Read().Select(relation => relation.Headline));
    }

    [Fact]
    public void A_header_without_rows_is_an_empty_list()
    {
        Assert.Empty(Exported.Read(Exported.Write(_folder, Exported.Header + "\r\n")));
        Assert.Empty(Exported.Read(Exported.Write(_folder, Exported.Header)));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void An_editor_may_change_the_line_breaks(string lineBreak)
    {
        var text = $"{Exported.Header}\r\n{AdaRow}\r\n\r\n{AdaRow}\r\n".Replace("\r\n", lineBreak, StringComparison.Ordinal);
        Assert.Equal(2, Exported.Read(Exported.Write(_folder, text)).Count);
        Assert.Equal(2, Exported.Read(Exported.Write(_folder, """{"member_id":"1"}""" + lineBreak + lineBreak + """{"member_id":"2"}""")).Count);
    }

    [Fact]
    public void Columns_may_stand_in_another_order_with_others_between_and_quoted()
    {
        const string text = "sep=;\r\n\"Note\";\" memberid \";ProfilePictureUrl;ConnectionUrn;MemberUrn;CreatedAt;PublicProfileUrl;PublicIdentifier;Headline;LastName;FirstName;AccountId;\r\nx;m1;p;c;u;2025-05-16T12:53:20.123Z;url;i;h;l;f;a;\r\n;;;;;;;;;;;;\r\n";
        Assert.Equal("a|f|l|h|i|url|1747400000123|m1|u|c|p", Exported.Content(Assert.Single(Exported.Read(Exported.Write(_folder, text)))));
    }

    [Fact]
    public void What_Export_Csv_of_Windows_PowerShell_puts_before_the_header_is_passed_over()
    {
        var text = $"#TYPE PostPress.UserRelation\r\n\"{Exported.Header.Replace(",", "\",\"", StringComparison.Ordinal)}\"\r\n{AdaRow}\r\n";
        Assert.Equal(Exported.Content(Exported.Ada), Exported.Content(Assert.Single(Exported.Read(Exported.Write(_folder, text)))));
    }

    [Fact]
    public void The_ends_of_lines_that_are_empty_may_be_missing_as_Excel_has_it()
    {
        Assert.Equal(Exported.Content(Exported.Ada), Exported.Content(Assert.Single(Exported.Read(Exported.Write(_folder, $"{Exported.Header},,\r\n{AdaRow.TrimEnd(',')}\r\n")))));
        Assert.Equal(Exported.Content(Exported.Ada), Exported.Content(Assert.Single(Exported.Read(Exported.Write(_folder, $"{Exported.Header}\r\n{AdaRow},,\r\n")))));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Another_encoding_with_a_mark_is_read(string encoding)
    {
        var text = $"{Exported.Header}\r\n{AdaRow}\r\n";
        Assert.Equal(Exported.Content(Exported.Ada), Exported.Content(Assert.Single(Exported.Read(Exported.Write(_folder, text, Encoding.GetEncoding(encoding))))));
        Assert.Equal("é", Assert.Single(Exported.Read(Exported.Write(_folder, """{"headline":"é"}""", Encoding.GetEncoding(encoding)))).Headline);
    }

    [Theory]
    [InlineData("de-DE", "16.05.2025 12:53:20")]
    [InlineData("de-DE", "16.05.2025 14:53:20 +02:00")]
    [InlineData("en-US", "5/16/2025 12:53:20 PM")]
    [InlineData("en-GB", "16/05/2025 12:53:20 +00:00")]
    [InlineData("sv-SE", "2025-05-16 12:53:20")]
    [InlineData("th-TH", "2025-05-16T12:53:20Z")]
    public void A_time_may_be_in_the_form_of_the_culture(string culture, string time)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var relation = Assert.Single(Exported.Read(Exported.Write(_folder, $"{Exported.Header}\r\n{string.Format(CultureInfo.InvariantCulture, Row, time)}\r\n")));
            Assert.Equal(new DateTimeOffset(2025, 5, 16, 12, 53, 20, TimeSpan.Zero), relation.CreatedAt);
            Assert.Equal(TimeSpan.Zero, relation.CreatedAt!.Value.Offset);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_field_that_begins_or_ends_with_something_invisible_is_quoted_and_any_other_is_not()
    {
        var formatter = new FileFormat(ExportFormat.Csv).CreateFormatter();
        string Headline(string headline) => Encoding.UTF8.GetString(formatter.Format([new UserRelation { Headline = headline }])).Split(',')[3];
        foreach (var character in Enumerable.Range(0, 0xD800).Select(code => (char)code).Append('\uFEFF').Where(character => character is not (',' or '"')))
        {
            var isBlank = char.IsWhiteSpace(character) || char.IsControl(character) && character < '\u0080' || character == '\uFEFF';
            foreach (var text in new[] { $"{character}x", $"x{character}", $"{character}" })
            {
                Assert.Equal(isBlank ? $"\"{text}\"" : text, Headline(text));
            }

            Assert.Equal(character is '\r' or '\n' ? $"\"x{character}y\"" : $"x{character}y", Headline($"x{character}y"));
        }
    }

    [Fact]
    public void Random_texts_are_read_back_from_a_file_of_any_kind()
    {
        string[] pieces = ["=", "-", "@", "'", "\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "|", "a", "é", "🌱", "\\", "\u0085", "\0"];
        var random = new Random(14);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
        for (var run = 0; run < Scale.Of(60, 200); run++)
        {
            // One that begins with = tells whether the file is safe.
            UserRelation[] relations = [.. Enumerable.Range(0, 20).Select(number => new UserRelation { AccountId = "acc", FirstName = Text(), LastName = Text(), Headline = number == 0 ? "=" : Text(), MemberId = "m" + number })];
            var request = new ExportRequest { Path = "", AccountIds = [], Format = random.Next(3) == 0 ? ExportFormat.JsonLines : ExportFormat.Csv, Delimiter = ",;\t|"[random.Next(4)], SpreadsheetSafe = random.Next(2) == 0 };

            Assert.Equal(relations.Select(Exported.Content), Exported.Read(Exported.Write(_folder, request, relations)).Select(Exported.Content));
        }
    }

    [Fact]
    public void The_same_is_read_the_second_time_though_another_file_has_come_in_its_place()
    {
        var path = Exported.Write(_folder, """{"member_id":"1"}""");
        using var reader = RelationFile.Open(path);
        File.Move(Exported.Write(_folder, """{"member_id":"2"}"""), path, overwrite: true);

        Assert.Equal("1", Assert.Single(reader.Read()).MemberId);
    }
}
