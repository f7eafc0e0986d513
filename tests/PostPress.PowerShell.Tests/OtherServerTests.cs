namespace PostPress.PowerShell.Tests;

/// <summary>A server that has nothing in common with ours but the documented contract.</summary>
public sealed class OtherServerTests
{
    [Theory]
    [InlineData("/v1", "/v1/users/relations")]
    [InlineData("/v1/", "/v1/users/relations")]
    [InlineData("/api/v1", "/api/v1/users/relations")]
    [InlineData("/", "/users/relations")]
    public void The_documented_examples_are_read_by_address_alone(string path, string asked)
    {
        using var server = new RawServer((_, number) => RawAnswer.Page(TestData.Read(number == 0 ? "page-first.json" : "page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(new Uri(server.BaseUri, path));
        var relation = Assert.Single(runspace.Get("Get-PostPressRelation acc_1"))!;

        Assert.Equal("Jordan", relation.Properties["FirstName"].Value);
        Assert.Equal("jordan-walke", relation.Properties["PublicIdentifier"].Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1747400000000), relation.Properties["CreatedAt"].Value);
        Assert.Equal([asked, asked], server.Requests.Select(request => request.Path));
        Assert.Equal([null, "eyJ2IjoxMDB9"], server.Requests.Select(request => request.Query("cursor")));
    }

    [Fact]
    public void The_documented_error_is_read_too()
    {
        using var server = new RawServer((_, _) => RawAnswer.Status(429, TestData.Read("error-429.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        var error = runspace.Run("Get-PostPressRelation acc_1 -MaximumRetryCount 0").OnlyError;

        Assert.StartsWith("too_many_requests,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("req_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_request_has_the_key_and_what_it_accepts_in_its_headers()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, "pp_test_A~key/with+signs=");
        runspace.Get("Get-PostPressRelation acc_1");
        var request = Assert.Single(server.Requests);

        Assert.Equal("pp_test_A~key/with+signs=", request.Headers["X-API-KEY"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("PostPress-PowerShell/", request.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R&D Müller + Söhne")]
    [InlineData("100% = \"a/b?c#d\"")]
    [InlineData("小明 🚀")]
    public void A_filter_arrives_as_it_was_given(string filter)
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        runspace.Set("filter", filter);
        runspace.Get("Get-PostPressRelation 'acc 1&x=2' -Filter $filter");
        var request = Assert.Single(server.Requests);

        Assert.Equal(filter, request.Query("filter"));
        Assert.Equal("acc 1&x=2", request.Query("account_id"));
    }

    [Fact]
    public void Both_paths_of_the_sandbox_answer()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        runspace.Get("Connect-PostPress $key ([uri]\"$($sandbox.BaseUri)\".Replace('/v1', '/api/v1')) -PageDelaySec 0");
        Assert.Equal(25, runspace.Get("Get-PostPressRelation acc_sandbox_small").Count);
        Assert.Equal("/api/v1/users/relations", runspace.One<string>("$sandbox.GetCalls().Path"));
    }

    [Fact]
    public void A_short_or_empty_page_does_not_end_the_list()
    {
        using var server = new RawServer((_, number) => RawAnswer.Page(number switch
        {
            0 => """{"items":[],"cursor":"a"}""",
            1 => """{"items":[{"member_id":"m1"}],"cursor":"b"}""",
            2 => """{"items":[],"cursor":"c"}""",
            _ => """{"items":[{"member_id":"m2"}],"cursor":null}""",
        }));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        Assert.Equal(["m1", "m2"], runspace.Get("(Get-PostPressRelation acc_1).MemberId").Select(id => id!.BaseObject));
    }
}
