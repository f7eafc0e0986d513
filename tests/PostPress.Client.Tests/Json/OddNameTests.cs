namespace PostPress.Client.Tests.Json;

public sealed class OddNameTests
{
    [Theory]
    [InlineData("""{"x\ud83d":1,"items":[],"cursor":null}""")]
    [InlineData("""{"items":[{"member_id":"a","c\udc00reated_at":[1]}],"cur\ud83d":"x","cursor":null}""")]
    public void A_field_whose_name_is_not_valid_unicode_is_one_more_unknown_field(string body)
    {
        Assert.Null(RelationParser.Parse(Pages.Bytes(body), "acc").NextCursor);
    }

    [Fact]
    public void A_name_may_be_escaped_as_json_allows()
    {
        var page = RelationParser.Parse(Pages.Bytes("""{"i\u0074ems":[{"member\u005fid":"a"}],"curso\u0072":"c"}"""), "acc");

        Assert.Equal(("a", "c"), (page.Items[0].MemberId, page.NextCursor));
    }

    [Fact]
    public void An_error_with_such_a_name_is_no_envelope()
    {
        Assert.Null(ErrorEnvelope.Read(Pages.Bytes("""{"t\ud83d":1,"type":"errors/x"}"""), new SafeText(Make.Key)));
    }
}
