using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxServerTests : IDisposable
{
    private const string Query = "users/relations?account_id=acc_sandbox_main&limit=10";

    private readonly HttpClient _http = new();

    [Theory]
    [InlineData("/v1/")]
    [InlineData("/api/v1/")]
    public async Task Both_documented_paths_answer(string path)
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        using var answer = await GetAsync(server, path + Query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(10, RelationParser.Parse(await answer.Content.ReadAsByteArrayAsync(), "acc").Items.Count);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/users")]
    [InlineData("/v1/users/relations/more")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        using var answer = await GetAsync(server, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_key_is_taken_as_a_bearer_token_too()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseUri, "/v1/" + Query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Describe().ApiKey);
        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_answer_but_401()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        using var answer = await _http.GetAsync(new Uri(server.BaseUri, "/v1/" + Query));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("errors/missing_credentials", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_tells_what_was_asked_and_answered()
    {
        using var server = SandboxServer.Start(new SandboxOptions());
        using var answer = await GetAsync(server, "/v1/" + Query + "&filter=R%26D%20M%C3%BCller%20%2B%20S%C3%B6hne");

        var call = Assert.Single(server.Describe().GetCalls());
        Assert.Equal(("/v1/users/relations", "acc_sandbox_main", "10", null), (call.Path, call.AccountId, call.Limit, call.Cursor));
        Assert.Equal(("R&D Müller + Söhne", 200, null), (call.Filter, call.Status, call.Fault));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("date+30", 30)]
    public async Task Retry_after_is_sent_in_both_forms(string form, int seconds)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [new() { Kind = SandboxFaultKind.Error, Status = 429, RetryAfter = form }] });
        using var answer = await GetAsync(server, "/v1/" + Query);

        Assert.Equal(form.StartsWith("date", StringComparison.Ordinal), answer.Headers.RetryAfter!.Date is not null);
        Assert.NotNull(answer.Headers.Date);
        // A date has whole seconds, and the one of the answer can be a second later.
        Assert.InRange(RetryAfterHeader.Read(answer, DateTimeOffset.UtcNow)!.Value.TotalSeconds, seconds - 1, seconds);
    }

    [Theory]
    [InlineData("Error,Status=503", 503, "errors/service_unavailable")]
    [InlineData("Error,Status=401", 401, "errors/invalid_credentials")]
    [InlineData("Error,Type=errors/account_restricted", 403, "errors/account_restricted")]
    [InlineData("Error", 500, "errors/unexpected_error")]
    [InlineData("Garbage", 200, "<!doctype html>")]
    [InlineData("Latency,Seconds=0", 200, "UserRelationsList")]
    [InlineData("Remove,Count=3", 200, "UserRelationsList")]
    [InlineData("Churn", 200, "UserRelationsList")]
    public async Task A_fault_that_answers_gives_its_answer(string fault, int status, string content)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse(fault)] });
        using var answer = await GetAsync(server, "/v1/" + Query);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(content, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(fault.Split(',')[0], Assert.Single(server.Describe().GetCalls()).Fault);
    }

    [Theory]
    [InlineData("Date", 3600)]
    [InlineData("Date,Seconds=86400", 86400)]
    public async Task The_date_of_an_answer_can_be_ahead(string fault, double seconds)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse(fault)] });
        using var answer = await GetAsync(server, "/v1/" + Query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(answer.Headers.Date!.Value, DateTimeOffset.UtcNow.AddSeconds(seconds - 30), DateTimeOffset.UtcNow.AddSeconds(seconds));
        Assert.Equal("Date", Assert.Single(server.Describe().GetCalls()).Fault);
    }

    [Fact]
    public async Task A_life_goes_on_with_the_clock_that_a_script_moves_beside_all_other_faults()
    {
        var now = new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);
        using var server = SandboxServer.Start(new SandboxOptions { Now = now, Faults = [SandboxFault.Parse("Live,AddPerDay=50"), SandboxFault.Parse("Error,Status=503,Times=1")] });
        var sandbox = server.Describe();
        using var failed = await GetAsync(server, "/v1/" + Query);
        using var before = await GetAsync(server, "/v1/" + Query);
        sandbox.Now = sandbox.Now.AddDays(1);
        using var after = await GetAsync(server, "/v1/" + Query);

        Assert.Equal([503, 200, 200], new[] { failed, before, after }.Select(answer => (int)answer.StatusCode));
        Assert.NotEqual(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
        Assert.Equal(
            server.Api.Relations("acc_sandbox_main").Take(10).Select(person => person.MemberId),
            RelationParser.Parse(await after.Content.ReadAsByteArrayAsync(), "acc").Items.Select(person => person.MemberId));
        // The call after the error: life itself is the fault of no call.
        Assert.Equal([("Error", now), (null, now), (null, now.AddDays(1))], sandbox.GetCalls().Select(call => (call.Fault, call.Time)));
        // The header is the real time.
        Assert.InRange(after.Headers.Date!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Theory]
    [InlineData("Drop")]
    [InlineData("Cut,AtByte=5")]
    [InlineData("Stall,AtByte=5,Seconds=0")]
    public async Task A_fault_that_truncates_gives_no_whole_answer(string fault)
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [SandboxFault.Parse(fault)] });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync(server, "/v1/" + Query));
    }

    [Fact]
    public async Task Whatever_fails_inside_is_answered_and_logged()
    {
        using var server = SandboxServer.Start(new SandboxOptions { Faults = [null!] });
        using var answer = await GetAsync(server, "/v1/" + Query);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("errors/unexpected_error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var call = Assert.Single(server.Describe().GetCalls());
        Assert.Equal(("/v1/users/relations", 500, "acc_sandbox_main"), (call.Path, call.Status, call.AccountId));
    }

    [Fact]
    public async Task A_fault_of_a_page_strikes_that_page_once()
    {
        using var run = new Sandboxed(new SandboxOptions { RelationCount = 300, Faults = [SandboxFault.Parse("Error,Status=502,Page=2")] });
        await run.Reading.RunAsync(Make.Query() with { PageSize = 100 });

        Assert.Equal([200, 502, 200, 200, 200, 200], run.Calls.Select(call => call.Status));
    }

    [Fact]
    public void Its_port_is_closed_when_it_is_stopped()
    {
        var server = SandboxServer.Start(new SandboxOptions());
        var sandbox = server.Describe();
        Assert.True(sandbox.IsRunning);
        sandbox.Stop();
        sandbox.Stop();

        Assert.False(sandbox.IsRunning);
        using var client = new TcpClient();
        Assert.Throws<SocketException>(() => client.Connect(IPAddress.Loopback, server.BaseUri.Port));
    }

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        using var server = SandboxServer.Start(new SandboxOptions());

        Assert.Throws<HttpListenerException>(() => SandboxServer.Start(new SandboxOptions { Port = server.BaseUri.Port }));
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> GetAsync(SandboxServer server, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseUri, path));
        request.Headers.Add("X-API-KEY", server.Describe().ApiKey);
        return _http.SendAsync(request);
    }
}
