using System.Globalization;
using System.Text;
using CsCheck;

namespace PostPress.Client.Tests.Json;

public sealed class RelationParserTests
{
    [Theory]
    [InlineData("1747400000000", "2025-05-16T12:53:20.000Z")]
    [InlineData("1747400000123", "2025-05-16T12:53:20.123Z")]
    [InlineData("1747400000", "2025-05-16T12:53:20.000Z")]
    [InlineData("1747400000.5", "2025-05-16T12:53:20.500Z")]
    [InlineData("1747400000123.0", "2025-05-16T12:53:20.123Z")]
    [InlineData("1.7474e12", "2025-05-16T12:53:20.000Z")]
    [InlineData("1.7474E9", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"1747400000000\"", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"1747400000\"", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"2025-05-16T12:53:20Z\"", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"2025-05-16T14:53:20.123+02:00\"", "2025-05-16T12:53:20.123Z")]
    [InlineData("\"2025-05-16T12:53:20\"", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"2025-05-16\"", "2025-05-16T00:00:00.000Z")]
    [InlineData("\"2025-05-16 12:53\"", "2025-05-16T12:53:00.000Z")]
    [InlineData("\" 2025-05-16t12:53:20,5z \"", "2025-05-16T12:53:20.500Z")]
    [InlineData("\"2025-05-16T12:53:20.123456789Z\"", "2025-05-16T12:53:20.123Z")]
    [InlineData("\"2025-05-16T10:53:20-0200\"", "2025-05-16T12:53:20.000Z")]
    [InlineData("\"2025-05-16T14:53+02\"", "2025-05-16T12:53:00.000Z")]
    [InlineData("946684800", "2000-01-01T00:00:00.000Z")]
    [InlineData("946684800000", "2000-01-01T00:00:00.000Z")]
    [InlineData("4102444799", "2099-12-31T23:59:59.000Z")]
    [InlineData("4102444799999", "2099-12-31T23:59:59.999Z")]
    [InlineData("\"2000-01-01T00:00:00Z\"", "2000-01-01T00:00:00.000Z")]
    public void A_time_is_read_in_every_form_that_is_seen_and_is_UTC(string json, string expected)
    {
        var created = Read($$"""{"member_id":"m","created_at":{{json}}}""").CreatedAt!.Value;
        Assert.Equal(expected, created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, created.Offset);
    }

    [Theory]
    [InlineData("""{"member_id":"m"}""")]
    [InlineData("""{"member_id":"m","created_at":null}""")]
    [InlineData("""{"member_id":"m","created_at":""}""")]
    [InlineData("""{"member_id":"m","created_at":" "}""")]
    public void A_time_may_be_missing(string json)
    {
        var page = Parse(json);
        Assert.Null(page.Items[1].CreatedAt);
        Assert.Equal(0, page.Unreadable.Items);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.0001")]
    [InlineData("0.001")]
    [InlineData("2025")]
    [InlineData("\"2025\"")]
    [InlineData("20250516")]
    [InlineData("\"20250516\"")]
    [InlineData("946684799")]
    [InlineData("946684799999")]
    [InlineData("4102444800")]
    [InlineData("99999999999")]
    [InlineData("100000000000")]
    [InlineData("4102444800000")]
    [InlineData("1747400000000000")]
    [InlineData("253402300799999")]
    [InlineData("\"May 5\"")]
    [InlineData("\"5 May 2025\"")]
    [InlineData("\"05/06/2025\"")]
    [InlineData("\"10:30\"")]
    [InlineData("\"T10:30:00Z\"")]
    [InlineData("\"2025-05\"")]
    [InlineData("\"2025-W20-5\"")]
    [InlineData("\"2025-05-16T\"")]
    [InlineData("\"2025-05-16T12\"")]
    [InlineData("\"2025-05-16Z\"")]
    [InlineData("\"2025-05-16 May\"")]
    [InlineData("\"2025-02-30\"")]
    [InlineData("\"1972-05-05T00:00:00Z\"")]
    [InlineData("\"9999-12-31T23:59:59Z\"")]
    [InlineData("\"Friday\"")]
    [InlineData("\"0\"")]
    [InlineData("\"1970-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("-1")]
    [InlineData("-1747400000000")]
    [InlineData("253402300800000")]
    [InlineData("9223372036854775807")]
    [InlineData("92233720368547758079")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-5\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"2025-13-45T00:00:00Z\"")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1747400000000]")]
    public void A_time_that_is_none_leaves_the_time_empty_and_is_counted(string json)
    {
        var page = Parse($$"""{"member_id":"m","created_at":{{json}},"headline":"h"}""");
        Assert.Equal((null, "m", "h"), (page.Items[1].CreatedAt, page.Items[1].MemberId, page.Items[1].Headline));
        Assert.Equal((1, "created_at"), (page.Unreadable.Items, Assert.Single(page.Unreadable.Names)));
    }

    [Fact]
    public void Seconds_with_a_fraction_lose_no_millisecond() =>
        Gen.Select(Gen.Long[1_050_000_000, 1_100_000_000], Gen.Int[0, 999]).Sample((seconds, milliseconds) =>
        {
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"member_id":"m","created_at":{{seconds}}.{{milliseconds:000}}}""");
            Assert.Equal(seconds * 1000 + milliseconds, Read(json).CreatedAt!.Value.ToUnixTimeMilliseconds());
        }, iter: 2000);

    [Theory]
    [InlineData("""{"member_id":"m"}""")]
    [InlineData("""{"member_urn":"m"}""")]
    [InlineData("""{"connection_urn":"m"}""")]
    [InlineData("""{"public_identifier":"m"}""")]
    [InlineData("""{"member_id":"m","first_name":null,"last_name":null,"headline":null,"public_profile_url":null,"profile_picture_url":null,"member_urn":null}""")]
    public void Every_text_may_be_null_or_missing_as_long_as_someone_is_meant(string json)
    {
        var relation = Read(json);
        Assert.Null(relation.FirstName);
        Assert.Null(relation.Headline);
        Assert.Null(relation.ProfilePictureUrl);
        Assert.Equal("", relation.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"object":"UserRelation"}""")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace","member_id":null}""")]
    [InlineData("""{"first_name":"Ada","member_id":12345}""")]
    public void An_item_about_nobody_is_an_error(string json) =>
        Assert.Equal("item 1 has nothing that says whom it is about", Refuse(json));

    [Theory]
    [InlineData("first_name", "1")]
    [InlineData("last_name", "true")]
    [InlineData("headline", "{}")]
    [InlineData("public_identifier", "[]")]
    [InlineData("public_profile_url", "false")]
    [InlineData("member_id", "12345")]
    [InlineData("member_urn", "[\"x\"]")]
    [InlineData("connection_urn", "0.5")]
    [InlineData("profile_picture_url", "{\"url\":\"x\"}")]
    public void A_text_of_another_type_leaves_the_field_empty_and_is_counted(string field, string json)
    {
        var page = Parse($$"""{"member_id":"m","member_urn":"u","{{field}}":{{json}}}""");
        Assert.Equal((1, field), (page.Unreadable.Items, Assert.Single(page.Unreadable.Names)));
        var values = typeof(UserRelation).GetProperties().Select(property => property.GetValue(page.Items[1])).Where(value => value is not null);
        string[] left = field switch { "member_id" => ["acc_1", "u"], "member_urn" => ["acc_1", "m"], _ => ["acc_1", "m", "u"] };
        Assert.Equal(left, values.Cast<string>());
    }

    [Fact]
    public void Fields_are_named_once_and_relations_counted_once()
    {
        var page = Parse("""{"member_id":"m","created_at":-1,"headline":{"a":[1]}},{"member_id":"n"},{"member_id":"o","headline":[{}],"first_name":1}""");
        Assert.Equal(["first", "m", "n", "o"], page.Items.Select(relation => relation.MemberId));
        Assert.Equal(2, page.Unreadable.Items);
        Assert.Equal(["created_at", "headline", "first_name"], page.Unreadable.Names);
    }

    [Theory]
    [InlineData("""cut \ud83d""", "cut \uFFFD")]
    [InlineData("""\ud83d cut""", "\uFFFD cut")]
    [InlineData("""\ude00""", "\uFFFD")]
    [InlineData("""\ude00\ud83d""", "\uFFFD\uFFFD")]
    [InlineData("""\ud83d\ud83d\ude00""", "\uFFFD😀")]
    [InlineData("""\ud83d😀""", "\uFFFD😀")]
    [InlineData("""\ud83d \" \\ \/ \b\f\n\r\t \u0041 é 😀""", "\uFFFD \" \\ / \b\f\n\r\t A é 😀")]
    [InlineData("""\ud83d\\u0041\\""", "\uFFFD\\u0041\\")]
    [InlineData("""\uD83D\uDE00""", "😀")]
    [InlineData("""=1+1\u0000\u001b[31m\u202e""", "=1+1\0\u001b[31m\u202e")]
    public void Text_comes_as_it_was_written_and_half_a_pair_costs_only_itself(string json, string expected) =>
        Assert.Equal(expected, Read($$"""{"member_id":"m","headline":"{{json}}"}""").Headline);

    [Fact]
    public void Of_a_field_that_comes_twice_the_last_one_counts() =>
        Assert.Equal("b", Read("""{"member_id":"a","member_id":"b"}""").MemberId);

    private static UserRelation Read(string item) => Parse(item).Items[1];

    private static string Refuse(string item)
    {
        var exception = Assert.Throws<PageFormatException>(() => Parse(item));
        Assert.False(exception.IsTruncated);
        return exception.Message;
    }

    private static ApiPage<UserRelation> Parse(string item) =>
        RelationParser.Parse(Encoding.UTF8.GetBytes($$"""{"items":[{"member_id":"first"},{{item}}],"cursor":null}"""), "acc_1");
}
