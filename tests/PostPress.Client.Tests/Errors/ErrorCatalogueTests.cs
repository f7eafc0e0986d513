namespace PostPress.Client.Tests.Errors;

public sealed class ErrorCatalogueTests : IDisposable
{
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions());

    public static TheoryData<int, string> Types { get; } = Rows.Of(ErrorTable.All);

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_type_is_told_by_its_own_words(int status, string type)
    {
        var account = "acc_error_" + type;
        using var reading = new Reading(Make.Connection(_server, Make.Settings with { MaximumRetryCount = 0 }));
        var failure = await reading.FailAsync(Make.Query(account));
        var advice = (status == 400 ? ErrorCatalogue.Sibling : ErrorCatalogue.Documented)[type];

        Assert.Equal(type, failure.Id);
        Assert.Equal("errors/" + type, failure.Type);
        Assert.Equal(status, failure.Status);
        Assert.Equal(FailureKind.Api, failure.Kind);
        Assert.Equal(advice.Summary, failure.Summary);
        Assert.Equal(advice.Action, failure.RecommendedAction);
        Assert.Equal(account, failure.AccountId);
        Assert.StartsWith("req_sandbox_", failure.RequestId, StringComparison.Ordinal);
        Assert.StartsWith($"Account '{account}': {advice.Summary} (HTTP {status}, {type}, request {failure.RequestId})", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(advice.Action, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_and_the_sandbox_know_the_documented_types_and_no_others()
    {
        Assert.Equal(35, ErrorTable.Documented.Length);
        Assert.Equal(ErrorTable.Documented, SandboxError.Documented.Select(error => (error.Status, error.Type)));
        Assert.Equal(ErrorTable.Documented.Select(row => row.Type).Order(), ErrorCatalogue.Documented.Keys.Order());
        Assert.Equal(ErrorTable.Sibling.Select(row => row.Type).Order(), ErrorCatalogue.Sibling.Keys.Order());
    }

    [Fact]
    public void Every_error_says_something_of_its_own_and_what_to_do()
    {
        var all = ErrorCatalogue.Documented.Concat(ErrorCatalogue.Sibling).Concat(ErrorCatalogue.Local).ToList();

        Assert.All(all, row => Assert.EndsWith(".", row.Value.Summary, StringComparison.Ordinal));
        Assert.All(all, row => Assert.EndsWith(".", row.Value.Action, StringComparison.Ordinal));
        Assert.Equal(all.Count, all.Select(row => row.Value.Summary).Distinct().Count());
        Assert.Equal(all.Count, all.Select(row => row.Key).Distinct().Count());
    }

    [Theory]
    [InlineData(401, "the credentials")]
    [InlineData(403, "does not permit")]
    [InlineData(404, "does not know")]
    [InlineData(407, "proxy")]
    [InlineData(408, "waiting")]
    [InlineData(413, "size")]
    [InlineData(429, "rate limit")]
    [InlineData(501, "does not offer")]
    [InlineData(502, "unavailable")]
    [InlineData(503, "unavailable")]
    [InlineData(504, "in time")]
    [InlineData(599, "inside the API")]
    [InlineData(418, "refuses the request")]
    [InlineData(304, "not the API's")]
    [InlineData(null, "not the API's")]
    public void An_unknown_type_is_told_by_its_status(int? status, string words)
    {
        var advice = ErrorCatalogue.Find("brand_new_type", status);

        Assert.Contains(words, advice.Summary, StringComparison.Ordinal);
        Assert.NotEmpty(advice.Action);
    }

    [Fact]
    public async Task A_type_that_nobody_documented_keeps_its_name()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse("Error,Status=418,Type=brand_new_type")] });
        using var reading = new Reading(Make.Connection(server));
        var failure = await reading.FailAsync(Make.Query());

        Assert.Equal(("brand_new_type", 418), (failure.Id, failure.Status));
        Assert.Equal("The API refuses the request.", failure.Summary);
    }

    public void Dispose() => _server.Dispose();
}
