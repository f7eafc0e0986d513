namespace PostPress.Client.Tests.Requests;

public sealed class RequestBuilderTests
{
    [Theory]
    [InlineData("https://api.example/v1")]
    [InlineData("https://api.example/v1/")]
    [InlineData("https://api.example/api/v1")]
    [InlineData("https://api.example/api/v1/")]
    [InlineData("https://api.example")]
    [InlineData("https://api.example:8443/deep/er//")]
    public void The_whole_base_address_is_kept_with_and_without_a_trailing_slash(string address)
    {
        using var request = Build(address, Make.Query("acc_1"), cursor: null, limit: 1000);

        Assert.Equal(address.TrimEnd('/') + "/users/relations?account_id=acc_1&limit=1000", request.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public void A_filter_goes_out_escaped_so_that_ampersand_plus_and_umlauts_arrive()
    {
        using var request = Build("https://api.example/v1", Make.Query() with { Filter = "R&D Müller + Söhne" });

        Assert.EndsWith("&filter=R%26D%20M%C3%BCller%20%2B%20S%C3%B6hne", request.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("R&D Müller + Söhne", SandboxRequest.Parse(request.RequestUri).Filter);
    }

    [Theory]
    [InlineData("eyJ2IjoxMDB9", "eyJ2IjoxMDB9")]
    [InlineData("a+b/c==&limit=1", "a%2Bb%2Fc%3D%3D%26limit%3D1")]
    public void A_cursor_goes_out_escaped(string cursor, string sent)
    {
        using var request = Build("https://api.example/v1", Make.Query(), cursor);

        Assert.EndsWith("&cursor=" + sent, request.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_can_not_bring_parameters_of_its_own()
    {
        using var request = Build("https://api.example/v1", Make.Query("acc&limit=9#x/../y"));

        Assert.Equal("acc&limit=9#x/../y", SandboxRequest.Parse(request.RequestUri!).AccountId);
        Assert.Equal("/v1/users/relations", request.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_filter_and_cursor_neither_is_sent(string? filter)
    {
        using var request = Build("https://api.example/v1", Make.Query() with { Filter = filter }, cursor: null, limit: 7);

        Assert.Equal("?account_id=acc_sandbox_main&limit=7", request.RequestUri!.Query);
    }

    [Theory]
    [InlineData(null, "/v1/accounts?limit=250")]
    [InlineData("a+b/c==&limit=1", "/v1/accounts?limit=250&cursor=a%2Bb%2Fc%3D%3D%26limit%3D1")]
    public void The_accounts_are_asked_for_with_limit_and_cursor(string? cursor, string asked)
    {
        using var request = new RequestBuilder(Make.Connection()).Build(AccountReader.EndpointFor(new AccountQuery()), cursor, limit: 250);

        Assert.Equal(asked, request.RequestUri!.PathAndQuery);
        Assert.Equal([Make.Key], request.Headers.GetValues("X-API-KEY"));
    }

    [Theory]
    [InlineData("acc_1", "/v1/accounts/acc_1")]
    [InlineData("a/../b?x=1#y z", "/v1/accounts/a%2F..%2Fb%3Fx%3D1%23y%20z")]
    public void The_id_of_an_account_stays_one_part_of_the_path(string id, string asked)
    {
        using var request = new RequestBuilder(Make.Connection("https://api.example/v1/")).Build(AccountReader.EndpointFor(id), cursor: null, limit: 0);

        Assert.Equal(asked, request.RequestUri!.PathAndQuery);
        Assert.Equal([Make.Key], request.Headers.GetValues("X-API-KEY"));
    }

    [Fact]
    public void The_key_is_in_its_header_and_nowhere_in_the_address()
    {
        using var request = Build("https://api.example/v1", Make.Query() with { Filter = "x" }, "y");

        Assert.Equal([Make.Key], request.Headers.GetValues("X-API-KEY"));
        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Equal("application/json", request.Headers.Accept.ToString());
        Assert.DoesNotContain("pp_live", request.RequestUri!.AbsoluteUri, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_user_agent_names_the_module_and_its_version()
    {
        using var request = Build("https://api.example/v1", Make.Query());

        Assert.Matches(@"^PostPress-PowerShell/\d+\.\d+\.\d+$", request.Headers.UserAgent.ToString());
    }

    private static HttpRequestMessage Build(string address, RelationQuery query, string? cursor = null, int limit = 100) =>
        new RequestBuilder(Make.Connection(address)).Build(RelationReader.EndpointFor(query, new Failures(new SafeText(Make.Key))), cursor, limit);
}
