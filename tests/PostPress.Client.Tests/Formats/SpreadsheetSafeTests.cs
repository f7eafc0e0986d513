using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PostPress.Client.Tests.Formats;

/// <summary>No cell becomes a formula, whatever separator the spreadsheet splits at, and the reader gets the text back.</summary>
public sealed class SpreadsheetSafeTests
{
    private const string FormulaCharacters = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    // What an attack is made of, and a few letters.
    private static readonly string[] Pieces =
    [
        "=", "+", "-", "@", "\uFF1D", "\uFF20", "'", "\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "\u00A0", "\0", "\uFEFF", "|", "a", "1+1",
        "HYPERLINK(\"x\")", "😀",
    ];

    private static readonly char[] Blanks = [' ', '\u00A0', '\t', '\r', '\n', '\0', '\uFEFF', '"'];

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("  =1", "  '=1")]
    [InlineData("\u00A0=1", "\u00A0'=1")]
    [InlineData("\0=1", "\0'=1")]
    [InlineData("\uFEFF=1", "\uFEFF'=1")]
    [InlineData("\"=1\"", "\"'=1\"")]
    [InlineData(" \" =1\"", " \" '=1\"")]
    [InlineData("\t=1", "\t'=1")]
    [InlineData("\r=1", "\r'=1")]
    [InlineData("\n=1", "\n'=1")]
    [InlineData("Engineer;=HYPERLINK(\"x\")", "Engineer;'=HYPERLINK(\"x\")")]
    [InlineData("Engineer\t=1", "Engineer\t'=1")]
    [InlineData("Engineer, \"@home\"", "Engineer, \"'@home\"")]
    [InlineData("two\r\n=lines", "two\r\n'=lines")]
    [InlineData("=1;=2,=3", "'=1;'=2,'=3")]
    [InlineData("'=1", "''=1")]
    [InlineData("a;''=1", "a;'''=1")]
    [InlineData("' =1", "' =1")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("plain | =text", "plain | =text")]
    [InlineData(" \"quoted\" text", " \"quoted\" text")]
    [InlineData("'quoted'; text", "'quoted'; text")]
    public void An_apostrophe_stands_before_what_would_begin_a_formula(string text, string cell)
    {
        Assert.Equal(cell, Read(Write(',', text), ',')[0][3]);
        Assert.Equal(text, new FormulaCell(',').Restore(cell));
    }

    [Fact]
    public void The_delimiter_of_the_file_separates_too()
    {
        Assert.Equal("plain |'=text", Read(Write('|', "plain |=text"), '|')[0][3]);
        Assert.Equal("plain |=text", new FormulaCell('|').Restore("plain |'=text"));
    }

    [Fact]
    public void Nothing_stays_nothing()
    {
        Assert.Null(new FormulaCell(',').Neutralise(null));
        Assert.Null(new FormulaCell(',').Restore(null));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void However_a_line_is_split_no_piece_begins_like_a_formula(char delimiter)
    {
        var random = new Random(delimiter);
        for (var i = 0; i < Scale.Of(400, 2_000); i++)
        {
            var file = Write(delimiter, Texts(random));
            foreach (var separator in new[] { ',', ';', '\t', delimiter })
            {
                Assert.All(file.Split(separator, '\r', '\n'), piece => AssertIsNoFormula(piece, file));
                Assert.All(Read(file, separator).SelectMany(row => row), piece => AssertIsNoFormula(piece, file));
            }
        }
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_reader_gets_the_text_back(char delimiter)
    {
        var random = new Random(delimiter + 1);
        var cells = new FormulaCell(delimiter);
        for (var i = 0; i < Scale.Of(400, 2_000); i++)
        {
            var texts = Texts(random);
            var row = Assert.Single(Read(Write(delimiter, texts), delimiter));
            Assert.Equal(texts, row.Skip(1).Take(5).Select(cells.Restore));
        }
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public void The_members_of_a_safe_file_are_found_as_they_were(char delimiter)
    {
        var formatter = new CsvFormatter(new FileFormat(ExportFormat.Csv, delimiter, true, true));
        var rows = formatter.Format([new UserRelation { AccountId = "-acc;=1", MemberId = "'=m" }, new UserRelation { AccountId = "acc", MemberId = "m" }]);
        using var file = new MemoryStream([.. formatter.Preamble, .. rows]);

        Assert.Equal([("-acc;=1", "'=m"), ("acc", "m")], formatter.ReadRelations(file).Select(relation => (relation.AccountId, relation.MemberId)));
    }

    [Theory]
    [InlineData(',', "a;b\tc", "a;b\tc")]
    [InlineData(';', "a,b", "a,b")]
    [InlineData(';', "a;b", "\"a;b\"")]
    [InlineData('\t', "a\tb", "\"a\tb\"")]
    [InlineData('|', "a|b", "\"a|b\"")]
    [InlineData('|', "a\"b", "\"a\"\"b\"")]
    public void A_cell_is_quoted_where_it_holds_the_delimiter(char delimiter, string text, string written)
    {
        var formatter = new CsvFormatter(new FileFormat(ExportFormat.Csv, delimiter, false, false));
        var row = formatter.Format([new UserRelation { Headline = text }]);

        Assert.Equal($"{new string(delimiter, 3)}{written}{new string(delimiter, 7)}\r\n", Encoding.UTF8.GetString(row.Array!, row.Offset, row.Count));
        Assert.StartsWith($"AccountId{delimiter}FirstName{delimiter}LastName{delimiter}", Encoding.UTF8.GetString(formatter.Preamble), StringComparison.Ordinal);
    }

    private static string[] Texts(Random random) =>
        [.. Enumerable.Range(0, 5).Select(_ => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)])))];

    // One text is the headline; five stand side by side, so that what ends one and begins the next is tried too.
    private static string Write(char delimiter, params string[] texts)
    {
        var all = texts.Length == 5 ? texts : ["", "", texts[0], "", ""];
        var relation = new UserRelation
        {
            AccountId = "acc",
            FirstName = all[0],
            LastName = all[1],
            Headline = all[2],
            PublicIdentifier = all[3],
            PublicProfileUrl = all[4],
            MemberId = "m",
        };
        var row = new CsvFormatter(new FileFormat(ExportFormat.Csv, delimiter, false, true)).Format([relation]);
        return Encoding.UTF8.GetString(row.Array!, row.Offset, row.Count);
    }

    private static List<string[]> Read(string file, char separator)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            HasHeaderRecord = false,
            BadDataFound = null,
            IgnoreBlankLines = false,
        };
        using var csv = new CsvReader(new StringReader(file), configuration);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.Parser.Count).Select(column => csv.GetField(column)!)]);
        }

        return rows;
    }

    private static void AssertIsNoFormula(string piece, string file)
    {
        var shown = piece.TrimStart(Blanks);
        Assert.False(shown.Length > 0 && FormulaCharacters.Contains(shown[0]), $"'{piece}' of '{file}'");
    }
}
