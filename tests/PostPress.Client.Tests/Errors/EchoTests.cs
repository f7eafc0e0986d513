using System.Text.Json;

namespace PostPress.Client.Tests.Errors;

/// <summary>Servers that send the key back, or what a terminal would obey.</summary>
public sealed class EchoTests
{
    private const string PlainKey = "pp_test_hostile-3k7d9x2f";
    private const string OddKey = "pp_test_+Host/ile==&?k~7";

    private static readonly ConnectionSettings NoRetries = ClientRun.Hasty with { MaximumRetryCount = 0 };

    private static readonly Dictionary<string, Func<string, string, RawAnswer[]>> Places = new()
    {
        ["title"] = (_, echo) => [Error(new { title = $"Key {echo} is wrong", type = "errors/invalid_credentials", status = 401 })],
        ["detail"] = (_, echo) => [Error(new { title = "No", detail = $"<{echo}>", type = "errors/invalid_credentials", status = 401 })],
        ["instance"] = (_, echo) => [Error(new { title = "No", instance = "req_" + echo, type = "errors/invalid_credentials", status = 401 })],
        ["type"] = (_, echo) => [Error(new { title = "No", type = "errors/" + echo, status = 401 })],
        ["code"] = (_, echo) => [Error(new { error = new { code = echo, message = echo, request_id = echo } })],
        ["HTML"] = (_, echo) => [RawAnswers.Whole(502, $"<html><body>X-API-KEY: {echo}</body></html>")],
        ["HTML behind a long blank"] = (_, echo) => [RawAnswers.Whole(502, new string(' ', 4096 - (echo.Length / 2)) + echo + new string('x', 5000))],
        ["path"] = (_, echo) => [RawAnswers.Whole(302, "", $"Location: https://elsewhere.invalid/{echo}\r\n")],
        ["host"] = (_, echo) => [RawAnswers.Whole(302, "", $"Location: https://{echo}.invalid/\r\n")],
        ["reason"] = (_, echo) => [RawAnswers.Whole(401, "", reason: echo)],
        ["header"] = (_, echo) => [RawAnswers.Raw($"HTTP/1.1 200 OK\r\n{echo} is no header\r\n\r\n")],
        ["status line"] = (_, echo) => [RawAnswers.Raw($"{echo}\r\n\r\n")],
        ["page"] = (_, echo) => [RawAnswers.Whole(200, echo)],
        ["item"] = (_, echo) => [RawAnswers.Whole(200, $$"""{"items":[{"first_name":"{{echo}}"}],"cursor":null}""")],
        ["cursor"] = (_, echo) => [Page(echo), RawAnswers.Whole(401, "")],
        ["repeated cursor"] = (_, echo) => [Page(echo)],
    };

    public static TheoryData<string, string, int> Echoes()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var place in Places.Keys)
        {
            foreach (var key in new[] { PlainKey, OddKey })
            {
                for (var form = 0; form < KeyForms.Of(key).Length; form++)
                {
                    data.Add(place, key, form);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task The_key_sent_back_is_nowhere_in_the_failure(string place, string key, int form)
    {
        var echo = KeyForms.Of(key)[form];
        using var server = new RawServer(Places[place](key, echo));
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries, key: key);

        KeyForms.AssertAbsent(key, failure);
        Assert.Contains(key, server.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(200)]
    public async Task Not_even_half_of_the_key_comes_through_where_an_excerpt_ends(int status)
    {
        using var server = new RawServer(RawAnswers.Whole(status, new string(' ', 4084) + PlainKey + new string('x', 5000)));
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries, key: PlainKey);

        Assert.DoesNotContain(PlainKey[..12], failure.ToString() + failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_megabyte_of_keys_is_redacted_without_a_gigabyte_of_copies()
    {
        var detail = string.Concat(Enumerable.Repeat(PlainKey, 1_000_000 / PlainKey.Length));
        var safe = new SafeText(PlainKey);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clean = safe.Clean(detail);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
        Assert.StartsWith("[API key][API key]", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(PlainKey, clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("detail")]
    [InlineData("instance")]
    [InlineData("cursor")]
    [InlineData("page")]
    [InlineData("HTML")]
    [InlineData("type")]
    public async Task What_a_terminal_would_obey_does_not_reach_the_message(string place)
    {
        const string Obeyed = "\u001b]0;owned\u0007\u001b[2J\r\nAll is well\u009b31m\u202e";
        using var server = new RawServer(Places[place](PlainKey, Obeyed));
        var failure = await ClientRun.FailureAsync(server.BaseUri, NoRetries, key: PlainKey);

        Assert.DoesNotContain(failure.Message, c => char.IsControl(c) || c == '\u202e');
        Assert.DoesNotContain($"{failure.Title}{failure.Detail}{failure.RequestId}{failure.Id}{failure.Type}", c => char.IsControl(c) || c == '\u202e');
    }

    private static RawAnswer Error(object envelope) => RawAnswers.Whole(401, JsonSerializer.Serialize(envelope));

    private static RawAnswer Page(string cursor) =>
        RawAnswers.Whole(200, $$"""{"items":[{"member_id":"1"}],"cursor":{{JsonSerializer.Serialize(cursor)}}}""");
}
