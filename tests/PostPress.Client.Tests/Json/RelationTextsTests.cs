using System.Text;
using System.Text.Json;
using CsCheck;

namespace PostPress.Client.Tests.Json;

/// <summary>A relation that came in a page is the same as one that was made of strings, wherever it goes.</summary>
public sealed class RelationTextsTests
{
    // Quotation marks, separators, blanks, line breaks, formulas, several bytes, half a pair; and what a JSON writer may escape.
    private static readonly Gen<char> Character = Gen.OneOf(
        Gen.Char["abcz019"], Gen.Char["\",;|\t\r\n '\\/"], Gen.Char["=+-@＝"], Gen.Char["éßЖש東\u2028\uFFFD\0\u007F"], Gen.Char["\uD83D\uDE00"]);

    private static readonly Gen<string?> Text = Gen.Frequency((1, Gen.Const((string?)null)), (9, Gen.String[Character, 0, 12].Select(text => (string?)text)));

    private static readonly Gen<string?[]> Texts = Text.Array[RelationFields.Texts.Length];

    [Fact]
    public void Its_strings_are_those_of_the_page() => Gen.Select(Texts, Gen.Int).Sample((texts, seed) =>
    {
        var relation = Came(texts, seed);
        var made = Made(texts);
        foreach (var property in typeof(UserRelation).GetProperties())
        {
            Assert.Equal(property.GetValue(made), property.GetValue(relation));
            // A string is made once.
            Assert.True(property.PropertyType != typeof(string) || ReferenceEquals(property.GetValue(relation), property.GetValue(relation)));
        }
    });

    [Fact]
    public void A_file_has_the_same_bytes_of_both() => Gen.Select(Texts, Gen.Int, Gen.Char[",;\t|§"], Gen.Bool).Sample((texts, seed, delimiter, spreadsheetSafe) =>
    {
        var csv = new CsvFormatter(new FileFormat(ExportFormat.Csv, delimiter, false, spreadsheetSafe));
        Assert.Equal(csv.Format([Made(texts)]).ToArray(), csv.Format([Came(texts, seed)]).ToArray());
        using var json = new JsonLinesFormatter();
        Assert.Equal(json.Format([Made(texts)]).ToArray(), json.Format([Came(texts, seed)]).ToArray());
    });

    [Fact]
    public void A_line_of_JSON_has_each_field_that_has_a_value() => Gen.Select(Texts, Gen.Int).Sample((texts, seed) =>
    {
        using var formatter = new JsonLinesFormatter();
        var line = formatter.Format([Came(texts, seed)]).ToArray();
        using var json = JsonDocument.Parse(line);
        var made = Made(texts);
        var expected = RelationFields.All
            .Select(field => (field.JsonName, Value: field == RelationFields.CreatedAt ? "1747400000123" : field.Read(made)))
            .Where(field => field.Value is not null);
        Assert.Equal(expected, json.RootElement.EnumerateObject().Select(field => (field.Name, (string?)field.Value.ToString())));
    });

    [Fact]
    public void Somebody_is_known_by_both() => Gen.Select(Texts, Gen.Int).Sample((texts, seed) =>
    {
        Assert.Equal(Fingerprint.Of(Made(texts)), Fingerprint.Of(Came(texts, seed)));
        Assert.Equal(RelationContent.HashOf(Made(texts)), RelationContent.HashOf(Came(texts, seed)));
    });

    [Fact]
    public void Of_a_field_that_comes_twice_the_last_counts()
    {
        var relation = Parse("""{"member_id":"m","headline":"a","first_name":"b","headline":"c","first_name":null}""");
        Assert.Equal(("c", null), (relation.Headline, relation.FirstName));
    }

    private static UserRelation Made(string?[] texts)
    {
        // Half of a pair stands for nothing, and is replaced as it is read.
        var valid = new string?[texts.Length];
        for (var text = 0; text < texts.Length; text++)
        {
            valid[text] = texts[text] is { } some ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(some)) : null;
        }

        return new()
        {
            AccountId = "acc",
            FirstName = valid[0],
            LastName = valid[1],
            Headline = valid[2],
            PublicIdentifier = valid[3],
            PublicProfileUrl = valid[4],
            MemberId = valid[5] ?? "m",
            MemberUrn = valid[6],
            ConnectionUrn = valid[7],
            ProfilePictureUrl = valid[8],
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1747400000123),
        };
    }

    // In an order and with escapes by chance.
    private static UserRelation Came(string?[] texts, int seed)
    {
        var random = new Random(seed);
        var fields = Enumerable.Range(0, texts.Length)
            .Select(text => (Name: RelationFields.Texts[text].JsonName, Value: text == RelationFields.MemberId.Slot ? texts[text] ?? "m" : texts[text]))
            .OrderBy(_ => random.Next())
            .Select(field => $"\"{field.Name}\":{(field.Value is null ? "null" : $"\"{Escape(field.Value, random)}\"")}");
        return Parse($"{{\"created_at\":1747400000123,{string.Join(",", fields)}}}");
    }

    private static UserRelation Parse(string json) =>
        RelationParser.Parse(Encoding.UTF8.GetBytes($$"""{"items":[{{json}}],"cursor":null}"""), "acc").Items.Single();

    private static string Escape(string text, Random random)
    {
        var json = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (!isPair && (text[i] is '"' or '\\' or < ' ' || char.IsSurrogate(text[i]) || random.Next(4) == 0))
            {
                json.Append($"\\u{(int)text[i]:x4}");
            }
            else if (isPair && random.Next(2) == 0)
            {
                json.Append($"\\u{(int)text[i]:x4}\\u{(int)text[i + 1]:X4}");
                i++;
            }
            else
            {
                json.Append(text[i]).Append(isPair ? text[++i].ToString() : "");
            }
        }

        return json.ToString();
    }
}
