using System.Text;
using System.Text.Json;
using PostPress.Client.Tests.Support;

namespace PostPress.Client.Tests.Errors;

/// <summary>A server that sends the key back does not get it shown, whatever field it puts it in.</summary>
public sealed class EchoTests
{
    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Make.Key)).TrimEnd('=');

    private static readonly string[] Forms = [Make.Key, Uri.EscapeDataString(Make.Key), Base64];

    public static TheoryData<int, string> Bodies { get; } = Rows.Of(Forms.SelectMany(form => new (int, string)[]
    {
        (401, JsonSerializer.Serialize(new { title = $"Bad key {form}", detail = $"Got {form}", instance = form, type = "errors/invalid_credentials", status = 401 })),
        (401, JsonSerializer.Serialize(new { error = new { code = "invalid_credentials", message = form, request_id = form } })),
        (502, $"<html><body>X-API-KEY: {form}</body></html>"),
        (200, $"<html>{form}</html>"),
    }));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_key_is_in_no_text_and_no_property_of_the_error(int status, string body)
    {
        await AssertHiddenAsync(Make.Key, Forms, RawServer.Answer(status, body));
    }

    [Theory]
    [InlineData("""{"type":"errors/pp_live_abcdef0123456789","title":"x"}""")]
    [InlineData("""{"error":{"code":"pp_live_abcdef0123456789","message":"x"}}""")]
    [InlineData("""{"type":"PP_LIVE_ABCDEF0123456789"}""")]
    public async Task A_key_in_the_type_becomes_no_error_id(string body)
    {
        var failure = await AssertHiddenAsync("pp_live_abcdef0123456789", ["abcdef0123456789"], RawServer.Answer(401, body));

        Assert.Equal("http_401", failure.Id);
    }

    [Fact]
    public async Task A_key_in_the_cursor_is_not_shown_when_the_next_page_fails()
    {
        await AssertHiddenAsync(Make.Key, Forms, RawServer.Answer(200, Pages.Text(["a"], "x" + Make.Key)), RawServer.Answer(404, ""));
    }

    [Theory]
    [InlineData("\u001b[2Jgone")]
    [InlineData("a\u202eb")]
    [InlineData("a\r\nb")]
    public async Task A_cursor_that_a_terminal_would_obey_is_kept_for_scripts_but_not_shown(string cursor)
    {
        using var server = new RawServer(RawServer.Answer(200, Pages.Text(["a"], cursor)), RawServer.Answer(404, ""));
        using var reading = new Reading(Make.Connection(server.Address));
        var failure = await reading.FailAsync(Make.Query());

        Assert.Equal(cursor, failure.Cursor);
        Assert.Equal(DisplayText.Clean(failure.Message), failure.Message);
    }

    [Fact]
    public async Task A_cursor_is_shown_so_that_it_can_be_pasted()
    {
        using var server = new RawServer(RawServer.Answer(200, Pages.Text(["a"], "o'clock; rm")), RawServer.Answer(404, ""));
        using var reading = new Reading(Make.Connection(server.Address));
        var failure = await reading.FailAsync(Make.Query());

        Assert.EndsWith("To go on from this page: -Cursor 'o''clock; rm'.", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<PostPressApiException> AssertHiddenAsync(string key, string[] forms, params Func<Stream, CancellationToken, Task>[] answers)
    {
        using var server = new RawServer(answers);
        using var reading = new Reading(Make.Connection(server.Address, key, Make.Settings with { MaximumRetryCount = 0 }));
        var failure = await reading.FailAsync(Make.Query());

        var texts = Walk.Texts(failure);
        Assert.Contains(texts, text => text.Contains(failure.Summary!, StringComparison.Ordinal));
        Assert.All(forms, form => Assert.DoesNotContain(texts, text => text.Contains(form, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(server.Requests[0].Split("\r\n"), line => line == "X-API-KEY: " + key);
        return failure;
    }
}
