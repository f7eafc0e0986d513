using System.Text;

namespace PostPress.Client.Tests.Json;

public sealed class AccountParserTests
{
    private const string Ada = """{"object":"Account","id":"acc_1"}""";

    [Fact]
    public void The_list_of_the_reference_is_read()
    {
        var page = Parse("""
            {
              "object": "AccountList",
              "items": [
                {
                  "object": "Account", "id": "acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", "name": "Ada Lovelace", "type": "LINKEDIN",
                  "created_at": "2026-01-02T03:04:05.678Z", "last_fetched_at": "2026-06-30T10:00:00.000Z",
                  "connection_params": { "im": { "id": "private", "username": "private" } },
                  "sources": [{ "id": "s_1", "status": "OK" }, { "id": "s_2", "status": "CREDENTIALS" }],
                  "groups": ["g_1"]
                }
              ],
              "cursor": "eyJ2IjoxMDB9"
            }
            """);
        Assert.Equal("eyJ2IjoxMDB9", page.NextCursor);
        var account = Assert.Single(page.Items);
        Assert.Equal(("acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", "Ada Lovelace", "LINKEDIN", "CREDENTIALS"), (account.Id, account.Name, account.Type, account.Status));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), account.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 10, 0, 0, TimeSpan.Zero), account.LastFetchedAt);
        Assert.Equal(["s_1: OK", "s_2: CREDENTIALS"], account.Source.Select(source => source.ToString()));
        Assert.Equal(account.Id, account.ToString());
        Assert.Equal(0, page.Unreadable.Items);
    }

    [Theory]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":null}""", null)]
    [InlineData($$"""{"items":[{{Ada}}]}""", null)]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":""}""", null)]
    [InlineData($$"""{"data":{"total":250},"items":[{{Ada}}]}""", null)]
    [InlineData($$"""{"data":[{{Ada}}]}""", null)]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"c"}""", "c")]
    [InlineData($$"""{"data":[{{Ada}}],"next_cursor":"c"}""", "c")]
    [InlineData($$"""{"paging":{"cursor":"x"},"items":[{{Ada}}],"total":1}""", null)]
    public void Without_a_cursor_it_is_the_last_page(string body, string? cursor)
    {
        var page = Parse(body);
        Assert.Equal("acc_1", Assert.Single(page.Items).Id);
        Assert.Equal(cursor, page.NextCursor);
    }

    [Theory]
    [InlineData("", "UNKNOWN")]
    [InlineData("OK", "OK")]
    [InlineData("ok", "ok")]
    [InlineData("OK OK CONNECTING", "CONNECTING")]
    [InlineData("CONNECTING STOPPED OK", "STOPPED")]
    [InlineData("STOPPED PERMISSIONS", "PERMISSIONS")]
    [InlineData("PERMISSIONS CREDENTIALS", "CREDENTIALS")]
    [InlineData("OK PERMISSIONS CREDENTIALS STOPPED CONNECTING ERROR", "ERROR")]
    [InlineData("OK SUSPENDED", "SUSPENDED")]
    [InlineData("CONNECTING SUSPENDED", "SUSPENDED")]
    [InlineData("SUSPENDED STOPPED", "STOPPED")]
    [InlineData("SUSPENDED PAUSED", "SUSPENDED")]
    public void The_status_is_that_of_the_worst_source(string sources, string status)
    {
        var items = sources.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(source => $$"""{"status":"{{source}}"}""");
        Assert.Equal(status, Account($$"""{"id":"acc_1","sources":[{{string.Join(',', items)}}]}""").Status);
    }

    [Theory]
    [InlineData("""{"id":"acc_1"}""")]
    [InlineData("""{"id":"acc_1","name":null,"type":null,"created_at":null,"last_fetched_at":null,"sources":null}""")]
    [InlineData("""{"id":"acc_1","sources":[]}""")]
    public void What_is_missing_is_empty(string body)
    {
        var page = Parse($$"""{"items":[{{body}}]}""");
        var account = Assert.Single(page.Items);
        Assert.Equal((null, null, null, null), (account.Name, account.Type, account.CreatedAt, account.LastFetchedAt));
        Assert.Empty(account.Source);
        Assert.Equal("UNKNOWN", account.Status);
        Assert.Equal(0, page.Unreadable.Items);
    }

    [Fact]
    public void A_type_that_nobody_documented_is_kept_as_text() =>
        Assert.Equal("CARRIER_PIGEON", Account("""{"id":"acc_1","type":"CARRIER_PIGEON","brand_new":{"deep":[1,{"id":"x"}]}}""").Type);

    [Theory]
    [InlineData("""{"id":"acc_1","name":7}""", "name")]
    [InlineData("""{"id":"acc_1","type":["LINKEDIN"]}""", "type")]
    [InlineData("""{"id":"acc_1","created_at":"yesterday"}""", "created_at")]
    [InlineData("""{"id":"acc_1","created_at":"May 5"}""", "created_at")]
    [InlineData("""{"id":"acc_1","last_fetched_at":"10:30"}""", "last_fetched_at")]
    [InlineData("""{"id":"acc_1","created_at":2025}""", "created_at")]
    [InlineData("""{"id":"acc_1","last_fetched_at":{}}""", "last_fetched_at")]
    [InlineData("""{"id":"acc_1","sources":"OK"}""", "sources")]
    [InlineData("""{"id":"acc_1","sources":{"status":"OK"}}""", "sources")]
    [InlineData("""{"id":"acc_1","sources":["OK"]}""", "sources")]
    [InlineData("""{"id":"acc_1","sources":[{"status":{"code":1}}]}""", "sources")]
    public void A_field_of_another_kind_is_left_empty_and_named(string body, string field)
    {
        var page = Parse($$"""{"items":[{{body}},{{Ada}}],"cursor":null}""");
        Assert.Equal(["acc_1", "acc_1"], page.Items.Select(account => account.Id));
        Assert.Equal("UNKNOWN", page.Items[0].Status);
        Assert.Equal((1, field), (page.Unreadable.Items, Assert.Single(page.Unreadable.Names)));
    }

    [Fact]
    public void A_source_without_a_status_is_kept_beside_the_others()
    {
        var account = Account("""{"id":"acc_1","sources":[{"id":"s_1"},{"id":"s_2","status":"OK"},null]}""");
        Assert.Equal(["s_1: UNKNOWN", "s_2: OK"], account.Source.Select(source => source.ToString()));
        Assert.Equal("UNKNOWN", account.Status);
    }

    [Theory]
    [InlineData("""{"items":[7]}""", "item 0 is not an object", "not_an_account")]
    [InlineData($$"""{"items":[{{Ada}},{}]}""", "item 1 has no id", "not_an_account")]
    [InlineData("""{"items":[{"id":""}]}""", "item 0 has no id", "not_an_account")]
    [InlineData("""{"items":[{"id":5}]}""", "item 0 has no id", "not_an_account")]
    [InlineData("""{"items":{}}""", "its items are not a list", "not_a_list")]
    [InlineData(Ada, "it has no list of items", "not_a_list")]
    [InlineData("[]", "it is not a JSON object", "not_a_list")]
    [InlineData("""{"items":[],"cursor":7}""", "its cursor is neither text nor null", "not_a_list")]
    [InlineData($$"""{"items":[{{Ada}}],"cursor":"c","next_cursor":null}""", "it has two cursors", "not_a_list")]
    [InlineData($$"""{"items":[{{Ada}}],"data":[]}""", "it has two lists of items", "not_a_list")]
    [InlineData($$"""{"items":[{{Ada}},{{Ada}}],"items":[{{Ada}}]}""", "it has two lists of items", "not_a_list")]
    [InlineData("""{"items":[]}{}""", "something follows after its end", "not_a_list")]
    public void What_is_not_a_list_of_accounts_is_an_error_that_says_why(string body, string reason, string id)
    {
        var exception = Assert.Throws<PageFormatException>(() => Parse(body));
        Assert.Equal(id, exception.Id);
        Assert.True(exception.Message == reason || exception.Message.StartsWith("it is not JSON", StringComparison.Ordinal), exception.Message);
        Assert.False(exception.IsTruncated);
    }

    [Theory]
    [InlineData("""{"items":[]}""", "it has no id")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("<html></html>", "it is not JSON (byte 0)")]
    public void What_is_not_an_account_is_an_error_that_says_why(string body, string reason)
    {
        var exception = Assert.Throws<PageFormatException>(() => AccountParser.ParseOne(Encoding.UTF8.GetBytes(body)));
        Assert.Equal((reason, "not_an_account", false), (exception.Message, exception.Id, exception.IsTruncated));
    }

    [Fact]
    public void Cut_at_any_byte_it_is_truncated_and_never_read()
    {
        var list = SandboxJson.Accounts(SandboxAccounts.All, "c");
        var one = SandboxJson.Account(SandboxAccounts.All[5]);
        Assert.Equal(SandboxAccounts.All.Count, AccountParser.ParseList(list).Items.Count);
        Assert.All(Enumerable.Range(0, list.Length), length => Assert.True(Assert.Throws<PageFormatException>(() => AccountParser.ParseList(list.AsSpan(0, length))).IsTruncated));
        Assert.All(Enumerable.Range(0, one.Length), length =>
        {
            var exception = Assert.Throws<PageFormatException>(() => AccountParser.ParseOne(one.AsSpan(0, length)));
            Assert.Equal((true, "not_an_account"), (exception.IsTruncated, exception.Id));
        });
    }

    [Fact]
    public void The_accounts_of_the_sandbox_are_read_back_as_they_were_made()
    {
        var read = AccountParser.ParseList(SandboxJson.Accounts(SandboxAccounts.All, null)).Items;
        Assert.Equal(SandboxAccounts.All.Select(Flat), read.Select(Flat));
    }

    private static string Flat(PostPressAccount a) => $"{a.Id}|{a.Name}|{a.Type}|{a.CreatedAt:O}|{a.LastFetchedAt:O}|{string.Join(',', a.Source)}";

    private static PostPressAccount Account(string body) => Assert.Single(AccountParser.ParseOne(Encoding.UTF8.GetBytes(body)).Items);

    private static ApiPage<PostPressAccount> Parse(string body) => AccountParser.ParseList(Encoding.UTF8.GetBytes(body));
}
