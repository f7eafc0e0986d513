namespace PostPress.Client.Tests.Connection;

public sealed class ConnectionRulesTests
{
    [Theory]
    [InlineData("", "ApiKeyEmpty")]
    [InlineData("   ", "ApiKeyEmpty")]
    [InlineData("pp_live_secret\r\nX-Evil: 1", "ApiKeyControlCharacter")]
    [InlineData("pp_live_secret\t", "ApiKeyControlCharacter")]
    [InlineData("pp_live_secret\u007f", "ApiKeyControlCharacter")]
    [InlineData("pp_live_secret_ü", "ApiKeyNotAscii")]
    [InlineData("pp_live_secret\u0085", "ApiKeyNotAscii")]
    [InlineData("pp_live_ secret", "ApiKeyBlank")]
    [InlineData("pp_live_secret ", "ApiKeyBlank")]
    public void A_key_that_no_header_takes_is_refused_without_being_shown(string key, string id)
    {
        var refusal = Assert.Throws<InvalidConnectionException>(() => Make.Connection(key: key));

        Assert.Equal(id, refusal.Id);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("Connect-PostPress -ApiKey", refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith(refusal.RecommendedAction, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1/users", "BaseUriRelative")]
    [InlineData("api.postpress.ai/v1", "BaseUriRelative")]
    [InlineData("ftp://api.example/v1", "BaseUriScheme")]
    [InlineData("file:///etc/passwd", "BaseUriScheme")]
    [InlineData("https://user:word@api.example/v1", "BaseUriUserInfo")]
    [InlineData("https://user@api.example/v1", "BaseUriUserInfo")]
    [InlineData("https://api.example/v1?x=1", "BaseUriQuery")]
    [InlineData("https://api.example/v1#top", "BaseUriQuery")]
    [InlineData("http://api.example/v1", "BaseUriNotHttps")]
    [InlineData("http://localhost.example/v1", "BaseUriNotHttps")]
    [InlineData("http://128.0.0.1/v1", "BaseUriNotHttps")]
    [InlineData("http://0.0.0.0/v1", "BaseUriNotHttps")]
    public void An_address_that_can_not_be_meant_is_refused(string address, string id)
    {
        var refusal = Assert.Throws<InvalidConnectionException>(() => Make.Connection(address));

        Assert.Equal(id, refusal.Id);
        Assert.DoesNotContain(Make.Key, refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("word@", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.RecommendedAction);
    }

    [Fact]
    public void Plain_http_to_the_machines_own_name_is_refused_because_others_may_answer_to_it()
    {
        var refusal = Assert.Throws<InvalidConnectionException>(() => Make.Connection($"http://{Environment.MachineName}.lan/v1"));

        Assert.Equal("BaseUriNotHttps", refusal.Id);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/v1")]
    [InlineData("http://127.1.2.3/v1")]
    [InlineData("http://[::1]:5080/v1")]
    [InlineData("http://localhost/v1")]
    [InlineData("http://LOCALHOST/v1")]
    [InlineData("https://api.postpress.ai/v1")]
    [InlineData("HTTPS://api.postpress.ai/api/v1/")]
    public void Https_anywhere_and_plain_http_on_this_machine_are_taken(string address)
    {
        Assert.Equal(new Uri(address), Make.Connection(address).BaseUri);
    }

    [Fact]
    public void An_address_that_came_as_text_may_have_blanks_around_it()
    {
        Assert.Equal(new Uri("https://api.example/v1"), ConnectionRules.ReadAddress("  https://api.example/v1\n"));
    }

    [Fact]
    public void Text_that_is_no_address_is_refused()
    {
        var refusal = Assert.Throws<InvalidConnectionException>(() => ConnectionRules.ReadAddress("https://[::1/v1"));

        Assert.Equal("BaseUriInvalid", refusal.Id);
    }

    [Theory]
    [InlineData("https://api.postpress.ai/v1", null)]
    [InlineData("https://api.postpress.ai/v1/", null)]
    [InlineData("https://api.postpress.ai/api/v1", null)]
    [InlineData("https://api.postpress.ai/API/V2", null)]
    [InlineData("https://gateway.example/postpress/v1.1", null)]
    [InlineData("https://gateway.example/v2beta", null)]
    [InlineData("https://api.postpress.ai", "does not end in")]
    [InlineData("https://api.postpress.ai/", "does not end in")]
    [InlineData("https://api.postpress.ai/api", "does not end in")]
    [InlineData("https://api.postpress.ai/v1/accounts", "does not end in")]
    [InlineData("https://api.postpress.ai/version1", "does not end in")]
    [InlineData("https://api.postpress.ai/v1/users/relations", "holds '/users/relations'")]
    [InlineData("https://api.postpress.ai/users/relations/v1", "holds '/users/relations'")]
    public void An_address_that_is_probably_not_the_APIs_is_told(string address, string? oddity)
    {
        var told = ConnectionRules.FindOddity(new Uri(address));

        Assert.Equal(oddity is null, told is null);
        Assert.Contains(oddity ?? "", told ?? "", StringComparison.Ordinal);
    }
}
