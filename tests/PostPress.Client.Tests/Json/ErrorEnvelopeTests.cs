using System.Text;

namespace PostPress.Client.Tests.Json;

public sealed class ErrorEnvelopeTests
{
    private const string Key = "pp_live_0123456789abcdef";

    [Fact]
    public void The_envelope_of_the_reference_is_read()
    {
        var envelope = Read("""
            {
              "title": "Too Many Requests", "detail": "Provider rate limit reached. Back off and retry.",
              "instance": "req_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", "type": "errors/too_many_requests", "status": 429
            }
            """)!;
        Assert.Equal("errors/too_many_requests", envelope.Type);
        Assert.Equal("Too Many Requests", envelope.Title);
        Assert.Equal("Provider rate limit reached. Back off and retry.", envelope.Detail);
        Assert.Equal("req_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", envelope.RequestId);
    }

    [Fact]
    public void The_envelope_of_the_quickstart_is_read()
    {
        var envelope = Read("""{"error":{"code":"too_many_requests","message":"Slow down.","request_id":"req_1"}}""")!;
        Assert.Equal("errors/too_many_requests", envelope.Type);
        Assert.Null(envelope.Title);
        Assert.Equal("Slow down.", envelope.Detail);
        Assert.Equal("req_1", envelope.RequestId);
    }

    [Fact]
    public void A_type_may_have_any_letter_digit_and_64_characters()
    {
        const string type = "azAZ09_-.";
        Assert.Equal("errors/" + type, Read($$"""{"type":"{{type}}"}""")!.Type);
        Assert.Equal("errors/" + new string('x', 64), Read($$"""{"type":"{{new string('x', 64)}}"}""")!.Type);
        Assert.Null(Read($$"""{"type":"{{new string('x', 65)}}"}""")!.Type);
    }

    [Theory]
    [InlineData("""{"type":"errors/x"}""")]
    [InlineData("""{"type":"x"}""")]
    [InlineData("""{"error":"no object","type":"x"}""")]
    [InlineData("""{"error":null,"type":"errors/x"}""")]
    [InlineData("""{"error":{"code":"errors/x"},"type":"errors/other"}""")]
    public void A_type_is_read_with_or_without_its_prefix(string body) => Assert.Equal("errors/x", Read(body)!.Type);

    [Theory]
    [InlineData("\"errors/\"")]
    [InlineData("\"\"")]
    [InlineData("\"has blank\"")]
    [InlineData("\"errors/a/b\"")]
    [InlineData("\"a\\u001b[31m\"")]
    [InlineData("\"größe\"")]
    [InlineData("\"https://example.com/exception\"")]
    [InlineData("\"12345678901234567890123456789012345678901234567890123456789012345\"")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("404")]
    [InlineData("null")]
    [InlineData("[\"x\"]")]
    [InlineData("\"" + Key + "\"")]
    [InlineData("\"errors/bad_key_" + Key + "\"")]
    public void What_can_not_be_an_id_is_no_type(string json)
    {
        var envelope = Read($$"""{"type":{{json}},"detail":"d"}""")!;
        Assert.Null(envelope.Type);
        Assert.Equal("d", envelope.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"type":"errors/x" """)]
    [InlineData("""{"type":"errors/x"} x""")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""{"error":{"\ud83d":1}}""")]
    public void What_is_no_envelope_is_none_and_no_exception(string body) => Assert.Null(Read(body));

    [Fact]
    public void Depth_is_bounded() => Assert.Null(Read($$"""{"type":"errors/x","y":{{new string('[', 1000)}}{{new string(']', 1000)}}}"""));

    [Fact]
    public void Texts_are_made_safe()
    {
        var envelope = Read($$"""{"title":"\u001b[31mOops","detail":"The key {{Key}} is\r\nbad.","instance":"{{Key}}"}""")!;
        Assert.Equal("[31mOops", envelope.Title);
        Assert.Equal("The key [API key] is bad.", envelope.Detail);
        Assert.Equal("[API key]", envelope.RequestId);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \\u0000 \"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("{}")]
    public void A_text_that_says_nothing_counts_as_absent(string json)
    {
        var envelope = Read($$"""{"type":"errors/x","title":{{json}},"detail":{{json}},"instance":{{json}}}""")!;
        Assert.Equal("errors/x", envelope.Type);
        Assert.Null(envelope.Title);
        Assert.Null(envelope.Detail);
        Assert.Null(envelope.RequestId);
    }

    private static ErrorEnvelope? Read(string body) => ErrorEnvelope.Read(Encoding.UTF8.GetBytes(body), new SafeText(Key));
}
