namespace PostPress.Client.Tests.Connection;

/// <summary>What the user reads when a connection is refused: what is wrong, and then what to do.</summary>
public sealed class RefusalTextTests
{
    [Theory]
    [InlineData("https://api.example/v1", "", "The API key is empty or blank. Copy the key again")]
    [InlineData("https://api.example/v1", "a\tb", "The API key holds a line break or another control character. Copy the key again")]
    [InlineData("https://api.example/v1", "aü", "The API key holds a character that is not ASCII. Copy the key again")]
    [InlineData("https://api.example/v1", "a b", "The API key holds a blank. Copy the key again")]
    [InlineData("v1", "k", "The address of the API is not absolute: it needs a scheme and a host. Give the API's address as in -BaseUri https://api.postpress.ai/v1.")]
    [InlineData("ftp://api.example/v1", "k", "The address of the API begins with 'ftp:', but only https is spoken here. Give the API's address")]
    [InlineData("https://u:p@api.example/v1", "k", "The address of the API holds a user name or password, which would end up in logs. Give the API's address")]
    [InlineData("https://api.example/v1?a", "k", "The address of the API holds a query or a fragment ('?' or '#'). Give the API's address")]
    [InlineData("http://api.example/v1", "k", "Plain http to 'api.example' would send the API key readable over the network. Use https; plain http is for the local host only")]
    public void It_says_what_is_wrong_and_what_to_do(string address, string key, string beginning) =>
        Assert.StartsWith(beginning, Assert.Throws<InvalidConnectionException>(() => Make.Connection(address, key)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_address_that_can_not_be_read_says_so() =>
        Assert.StartsWith(
            "The address of the API can't be read. Give the API's address",
            Assert.Throws<InvalidConnectionException>(() => ConnectionRules.ReadAddress("https://[")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("proxy.example", "ProxyRelative", "The address of the proxy is not absolute. Give it as in -Proxy http://proxy.example.com:8080.")]
    [InlineData("http://user:word@proxy.example:8080", "ProxyUserInfo", "The address of the proxy holds a user name or password, which would end up in logs. Give them to -ProxyCredential.")]
    public void A_proxy_that_can_not_be_meant_is_refused(string proxy, string id, string message)
    {
        var settings = new ConnectionSettings { Proxy = new Uri(proxy, UriKind.RelativeOrAbsolute) };
        var refusal = Assert.Throws<InvalidConnectionException>(() => Make.Connection(settings: settings));

        Assert.Equal((id, message), (refusal.Id, refusal.Message));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/v1")]
    [InlineData("http://localhost/v1")]
    [InlineData("https://[::1]/v1")]
    public void A_proxy_for_the_local_host_is_refused(string address)
    {
        var settings = new ConnectionSettings { Proxy = new Uri("http://proxy.example:8080") };
        var refusal = Assert.Throws<InvalidConnectionException>(() => Make.Connection(address, settings: settings));

        Assert.Equal("ProxyForLoopback", refusal.Id);
        Assert.Equal($"'{new Uri(address).Host}' is the local host, and a proxy would take it for itself. Leave out -Proxy, or give the address of another host to -BaseUri.", refusal.Message);
    }

    [Fact]
    public void The_default_address_is_that_of_the_reference() => Assert.Equal("https://api.postpress.ai/v1", ConnectionRules.DefaultBaseUri.AbsoluteUri);
}
