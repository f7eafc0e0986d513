using System.Text;

namespace PostPress.Client.Tests.Json;

public sealed class JsonBodyTests
{
    private const string Ada = """{"first_name":"Ada","member_id":"m1"}""";

    [Fact]
    public void The_page_of_the_reference_is_read()
    {
        var page = Parse("""
            {
              "object": "UserRelationsList",
              "items": [
                {
                  "object": "UserRelation", "first_name": "Jordan", "last_name": "Walke", "headline": "Engineer at Acme",
                  "public_identifier": "jordan-walke", "public_profile_url": "https://www.linkedin.com/in/jordan-walke",
                  "created_at": 1747400000000, "member_id": "ACoAACr-1eYBl...", "member_urn": "urn:li:fsd_profile:ACoAACr-1eYBl...",
                  "connection_urn": "urn:li:fsd_connection:(ACoAABxyz...,ACoAACr-1eYBl...)",
                  "profile_picture_url": "https://media.licdn.com/.../profile.jpg"
                }
              ],
              "cursor": "eyJ2IjoxMDB9"
            }
            """);
        Assert.Equal("eyJ2IjoxMDB9", page.NextCursor);
        var relation = Assert.Single(page.Items);
        Assert.Equal("acc_1", relation.AccountId);
        Assert.Equal("Jordan Walke", relation.ToString());
        Assert.Equal("Engineer at Acme", relation.Headline);
        Assert.Equal("jordan-walke", relation.PublicIdentifier);
        Assert.Equal("https://www.linkedin.com/in/jordan-walke", relation.PublicProfileUrl);
        Assert.Equal(new DateTimeOffset(2025, 5, 16, 12, 53, 20, TimeSpan.Zero), relation.CreatedAt);
        Assert.Equal("ACoAACr-1eYBl...", relation.MemberId);
        Assert.Equal("urn:li:fsd_profile:ACoAACr-1eYBl...", relation.MemberUrn);
        Assert.Equal("urn:li:fsd_connection:(ACoAABxyz...,ACoAACr-1eYBl...)", relation.ConnectionUrn);
        Assert.Equal("https://media.licdn.com/.../profile.jpg", relation.ProfilePictureUrl);
    }

    [Theory]
    [InlineData("""{"object":"UserRelationsList","items":[],"cursor":null}""")]
    [InlineData("""{"data":[],"next_cursor":null}""")]
    [InlineData("""{"cursor":null,"items":[]}""")]
    [InlineData(" \r\n\t{ \"items\" : [ ] , \"cursor\" : null } \r\n")]
    [InlineData("""{"items":[],"cursor":""}""")]
    [InlineData("""{"next_cursor":"","data":[]}""")]
    public void A_null_or_empty_cursor_ends_the_list(string body)
    {
        var page = Parse(body);
        Assert.Empty(page.Items);
        Assert.Null(page.NextCursor);
    }

    [Theory]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"c"}""")]
    [InlineData($$"""{"data":[{{Ada}}],"next_cursor":"c"}""")]
    [InlineData($$"""{"next_cursor":"c","data":[{{Ada}}]}""")]
    [InlineData($$"""{"\u0069tems":[{"f\u0069rst_name":"Ada","member\u005fid":"m1"}],"curs\u006fr":"\u0063"}""")]
    [InlineData($$"""{"total":7,"items":[{{Ada}}],"paging":{"items":[1,{"cursor":null}]},"x":[[[]]],"y":null,"cursor":"c","z":1e99}""")]
    public void Both_shapes_are_read_and_unknown_fields_passed_over(string body)
    {
        var page = Parse(body);
        Assert.Equal("c", page.NextCursor);
        var relation = Assert.Single(page.Items);
        Assert.Equal("Ada", relation.FirstName);
        Assert.Equal("m1", relation.MemberId);
    }

    [Theory]
    [InlineData("""{"\ud83d":1,"items":[],"cursor":null}""")]
    [InlineData("""{"item\udc00":1,"items":[],"cursor":null}""")]
    [InlineData("""{"items":[{"member_id":"m","\ud83d":1}],"cursor":null}""")]
    [InlineData("""{"items":[{"member_id":"m","member_i\ud83d":1}],"cursor":null}""")]
    public void An_unknown_field_may_have_any_name(string body) => Assert.Null(Parse(body).NextCursor);

    [Theory]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("null", "it is not a JSON object")]
    [InlineData("42 ", "it is not a JSON object")]
    [InlineData("\"items\"", "it is not a JSON object")]
    [InlineData("{}", "it has no list of items")]
    [InlineData("""{"cursor":null}""", "it has no list of items")]
    [InlineData("""{"title":"Oops","status":401,"type":"errors/expired_credentials"}""", "it has no list of items")]
    [InlineData("""{"Items":[],"Cursor":null}""", "it has no list of items")]
    [InlineData("""{"items":[]}""", "it has no cursor, so it can't be told whether more follows")]
    [InlineData("""{"items":[],"cursor":100}""", "its cursor is neither text nor null")]
    [InlineData("""{"items":[],"cursor":false}""", "its cursor is neither text nor null")]
    [InlineData("""{"items":[],"cursor":{"after":"x"}}""", "its cursor is neither text nor null")]
    [InlineData("""{"items":[],"cursor":["x"]}""", "its cursor is neither text nor null")]
    [InlineData("""{"items":null,"cursor":null}""", "its items are not a list")]
    [InlineData("""{"items":{},"cursor":null}""", "its items are not a list")]
    [InlineData("""{"items":"none","cursor":null}""", "its items are not a list")]
    [InlineData("""{"items":[null],"cursor":null}""", "item 0 is not an object")]
    [InlineData($$"""{"items":[{{Ada}},"Grace"],"cursor":null}""", "item 1 is not an object")]
    [InlineData($$"""{"items":[{{Ada}},{{Ada}},[]],"cursor":null}""", "item 2 is not an object")]
    public void What_is_not_a_list_is_an_error_that_says_why(string body, string reason)
    {
        var exception = Assert.Throws<PageFormatException>(() => Parse(body));
        Assert.Equal(reason, exception.Message);
        Assert.False(exception.IsTruncated);
    }

    [Theory]
    [InlineData($$"""{"cursor":"x","items":[{{Ada}}],"next_cursor":null}""", "it has two cursors")]
    [InlineData($$"""{"next_cursor":null,"items":[{{Ada}}],"cursor":"x"}""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"x","next_cursor":"x"}""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":null,"next_cursor":null}""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"x","cursor":null}""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"x","curs\u006fr":"x"}""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"x","next_cursor":{"after":"x"} }""", "it has two cursors")]
    [InlineData($$"""{"items":[{{Ada}}],"data":[],"cursor":null}""", "it has two lists of items")]
    [InlineData($$"""{"data":[],"items":[{{Ada}}],"cursor":null}""", "it has two lists of items")]
    [InlineData($$"""{"items":[{{Ada}}],"data":[{{Ada}}],"cursor":null}""", "it has two lists of items")]
    [InlineData($$"""{"items":[{{Ada}}],"items":[],"cursor":null}""", "it has two lists of items")]
    [InlineData($$"""{"items":[{{Ada}}],"items":null,"cursor":null}""", "it has two lists of items")]
    [InlineData($$"""{"data":[],"cursor":null,"data":[{{Ada}}]}""", "it has two lists of items")]
    public void A_response_that_contradicts_itself_is_never_the_shorter_list(string body, string reason)
    {
        var exception = Assert.Throws<PageFormatException>(() => Parse(body));
        Assert.Equal((reason, "not_a_list", false), (exception.Message, exception.Id, exception.IsTruncated));
    }

    [Theory]
    [InlineData($$"""{"data":{"total":250},"items":[{{Ada}}],"cursor":"c"}""")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"c","data":null}""")]
    [InlineData($$"""{"items":250,"data":[{{Ada}}],"next_cursor":"c"}""")]
    public void A_field_of_another_type_beside_the_list_does_no_harm(string body)
    {
        var page = Parse(body);
        Assert.Equal(("c", "m1"), (page.NextCursor, Assert.Single(page.Items).MemberId));
    }

    [Theory]
    [InlineData("<!doctype html><html></html>")]
    [InlineData("OK")]
    [InlineData("{'items':[],'cursor':null}")]
    [InlineData("""{"items":[],"cursor":null,}""")]
    [InlineData("""{"items":[,],"cursor":null}""")]
    [InlineData("""{"items":[] "cursor":null}""")]
    [InlineData("""/* hello */{"items":[],"cursor":null}""")]
    [InlineData("""{"items":[],"cursor":NaN}""")]
    [InlineData("""{"items":[],"cursor":"a\x"}""")]
    [InlineData("{\"items\":[],\"cursor\":\"a\nb\"}")]
    [InlineData("""{"items":[],"cursor":null}}""")]
    [InlineData("""{"items":[],"cursor":null} x""")]
    [InlineData("""{"items":[],"cursor":null} nul""")]
    [InlineData("""{"items":[],"cursor":null} 1""")]
    [InlineData("""{"items":[],"cursor":null} "x""")]
    [InlineData("""{"items":[],"cursor":null}{"items":[],"cursor":null}""")]
    [InlineData("{\"items\":[],\"cursor\":null}\0")]
    public void What_is_not_JSON_is_an_error_and_not_a_truncated_page(string body)
    {
        var exception = Assert.Throws<PageFormatException>(() => Parse(body));
        Assert.StartsWith("it is not JSON (byte ", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTruncated);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(100_000)]
    public void Depth_is_bounded(int depth)
    {
        var exception = Assert.Throws<PageFormatException>(() =>
            Parse($$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},"items":[],"cursor":null}"""));
        Assert.False(exception.IsTruncated);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_cost_their_field_and_no_page_and_are_counted()
    {
        byte[] body =
        [
            .. "{\"items\":[{\"member_id\":\"m\",\"headline\":\"a"u8, 0xC3, 0x28, 0xFF, .. "z\"},{\"member_id\":\"n\",\"public_identifier\":\"m"u8, 0xFC,
            .. "ller\",\"last_name\":\"\\n"u8, 0xFC, .. "\",\"created_at\":\""u8, 0xFC, .. "\",\"x"u8, 0xFC, .. "\":\""u8, 0xFC, .. "\"}],\"cursor\":\"c\"}"u8,
        ];
        var page = RelationParser.Parse(body, "acc_1");
        Assert.Equal(["m", "n"], page.Items.Select(relation => relation.MemberId));
        Assert.Equal((null, null, null), (page.Items[0].Headline, page.Items[1].PublicIdentifier, page.Items[1].LastName));
        Assert.Equal("c", page.NextCursor);
        Assert.Equal(2, page.Unreadable.Items);
        Assert.Equal(["headline", "public_identifier", "last_name", "created_at"], page.Unreadable.Names);
    }

    [Fact]
    public void A_cursor_that_can_not_be_sent_back_is_an_error()
    {
        byte[] body = [.. "{\"items\":[],\"cursor\":\"c"u8, 0xFE, .. "\"}"u8];
        Assert.Equal("its cursor is not valid UTF-8", Assert.Throws<PageFormatException>(() => RelationParser.Parse(body, "acc_1")).Message);
    }

    [Theory]
    [InlineData($$"""{"object":"UserRelationsList","items":[{{Ada}},{"member_id":"m\n\ud83d\ude00é😀","created_at":17474e8,"x":[true,{"y":null}]}],"cursor":"eyJ2"}""")]
    [InlineData($$""" {"next_cursor":null,"data":[{{Ada}}]}""")]
    public void Cut_at_any_byte_a_page_is_truncated_and_never_a_page(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.NotNull(RelationParser.Parse(bytes, "acc_1"));
        for (var length = 0; length < bytes.Length; length++)
        {
            var exception = Assert.Throws<PageFormatException>(() => RelationParser.Parse(bytes.AsSpan(0, length), "acc_1"));
            Assert.True(exception.IsTruncated, $"Cut after byte {length}: {exception.Message}");
        }
    }

    [Theory]
    [InlineData("", "it is empty or truncated at its beginning")]
    [InlineData("""{"items":[""", "it is truncated after byte 10")]
    [InlineData("""{"x":[1,""", "it is truncated after byte 5")]
    public void Where_a_page_is_truncated_is_said(string body, string reason) =>
        Assert.Equal(reason, Assert.Throws<PageFormatException>(() => Parse(body)).Message);

    [Fact]
    public void What_follows_after_a_page_is_said() =>
        Assert.NotEmpty(Assert.Throws<PageFormatException>(() => Parse("""{"items":[],"cursor":null}{}""")).Message);

    [Fact]
    public void A_full_page_of_the_sandbox_is_read_back_as_it_was_made()
    {
        var people = new SandboxPeople(7);
        var made = Enumerable.Range(0, 1000).Select(i => people.At(i)).ToList();
        var read = RelationParser.Parse(SandboxJson.Page(made, "c"), "acc_1").Items;
        Assert.Equal(made.Select(Flat), read.Select(Flat));
    }

    private static string Flat(UserRelation r) =>
        $"{r.FirstName}|{r.LastName}|{r.Headline}|{r.PublicIdentifier}|{r.PublicProfileUrl}|{r.CreatedAt:O}|{r.MemberId}|{r.MemberUrn}|{r.ConnectionUrn}|{r.ProfilePictureUrl}";

    private static ApiPage<UserRelation> Parse(string body) => RelationParser.Parse(Encoding.UTF8.GetBytes(body), "acc_1");
}
