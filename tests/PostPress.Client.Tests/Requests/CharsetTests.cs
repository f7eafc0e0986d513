using System.Text;

namespace PostPress.Client.Tests.Requests;

/// <summary>Bodies that are not UTF-8, and bodies that begin with a byte order mark: what they say is read, or counted as unreadable.</summary>
public sealed class CharsetTests
{
    private const string Page = """{"items":[{"member_id":"m","first_name":"Zoë","last_name":"Müller","headline":"naïve"}],"cursor":null}""";

    public static TheoryData<string, string> Charsets => new()
    {
        { "iso-8859-1", "iso-8859-1" },
        { "ISO-8859-1", "iso-8859-1" },
        { "\"iso-8859-1\"", "iso-8859-1" },
        { "windows-1252", "windows-1252" },
        { "utf-16", "utf-16" },
        { "utf-16le", "utf-16" },
        { "utf-16be", "utf-16BE" },
        { "utf-32", "utf-32" },
        { "utf-8", "utf-8" },
        { "UTF8", "utf-8" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task The_charset_of_the_header_says_how_a_body_is_read(string charset, string encoding)
    {
        var relation = Assert.Single(await ReadAsync(Encode(Page, encoding), $"application/json; charset={charset}", unreadable: 0));

        Assert.Equal(("Zoë", "Müller", "naïve"), (relation.FirstName, relation.LastName, relation.Headline));
    }

    [Fact]
    public async Task Windows_1252_has_characters_where_Latin_1_has_none()
    {
        var relation = Assert.Single(await ReadAsync(Encode(Page.Replace("naïve", "“€”", StringComparison.Ordinal), "windows-1252"), "application/json; charset=windows-1252", unreadable: 0));

        Assert.Equal("“€”", relation.Headline);
    }

    [Theory]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16BE", "application/json")]
    [InlineData("utf-16BE", "application/json; charset=utf-16")]
    [InlineData("utf-8", "application/json")]
    [InlineData("utf-8", "application/json; charset=utf-8")]
    [InlineData("utf-8", "application/json; charset=iso-8859-1")]
    public async Task A_byte_order_mark_is_ignored_and_says_what_the_body_is(string encoding, string type)
    {
        byte[] body = [.. Find(encoding).GetPreamble(), .. Encode(Page, encoding)];
        Assert.Equal("Müller", Assert.Single(await ReadAsync(body, type, unreadable: 0)).LastName);
    }

    /// <summary>RFC 8259 knows no charset of JSON: servers name the one of their pages, and send UTF-8 all the same.</summary>
    [Fact]
    public async Task A_body_that_is_UTF_8_is_read_as_UTF_8_whatever_the_header_says() =>
        Assert.Equal("Müller", Assert.Single(await ReadAsync(Encode(Page, "utf-8"), "application/json; charset=iso-8859-1", unreadable: 0)).LastName);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=us-ascii")]
    [InlineData("application/json; charset=x-nobody-knows")]
    [InlineData("application/json; charset=utf-7")]
    public async Task What_can_not_be_decoded_is_counted_and_never_replaced(string type)
    {
        var relation = Assert.Single(await ReadAsync(Encode(Page, "iso-8859-1"), type, unreadable: 1));

        Assert.Equal(("m", null, null, null), (relation.MemberId, relation.FirstName, relation.LastName, relation.Headline));
    }

    [Theory]
    [InlineData("utf-8", "application/json", true)]
    [InlineData("utf-16", "application/json; charset=utf-16", false)]
    [InlineData("iso-8859-1", "application/json; charset=iso-8859-1", false)]
    public async Task An_error_is_read_likewise_and_blocks_the_account(string encoding, string type, bool hasMark)
    {
        byte[] mark = hasMark ? Find(encoding).GetPreamble() : [];
        byte[] body = [.. mark, .. Encode("""{"title":"Gesperrt für heute","type":"errors/account_restricted","status":403}""", encoding)];
        using var server = new RawServer(RawAnswers.Whole(403, body, $"Content-Type: {type}\r\n"));
        var failure = await ClientRun.FailureAsync(server.BaseUri);

        Assert.Equal(("account_restricted", "Gesperrt für heute"), (failure.Id, failure.Title));
        Assert.NotNull(AccountBlock.Of(failure, DateTimeOffset.UtcNow, "key"));
    }

    [Fact]
    public async Task A_mark_without_a_body_is_an_empty_body()
    {
        using var server = new RawServer(RawAnswers.Whole(200, Encoding.UTF8.GetPreamble()));
        Assert.Contains("it is empty", (await ClientRun.FailureAsync(server.BaseUri)).Detail, StringComparison.Ordinal);
    }

    private static async Task<List<UserRelation>> ReadAsync(byte[] body, string type, long unreadable)
    {
        using var server = new RawServer(RawAnswers.Whole(200, body, $"Content-Type: {type}\r\n"));
        using var client = ClientRun.Open(server.BaseUri);
        var pages = await ClientRun.PagesAsync(client);
        Assert.Equal(unreadable, client.Statistics.Unreadable.Items);
        return [.. pages.SelectMany(page => page.Relations)];
    }

    private static byte[] Encode(string text, string encoding) => Find(encoding).GetBytes(text);

    private static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
