namespace PostPress.Client.Tests.Listing;

public sealed class AccountReadingTests
{
    private static readonly IReadOnlyList<string?> All = [.. SandboxAccounts.All.Select(account => account.Id)];

    [Fact]
    public async Task All_accounts_come_in_one_call()
    {
        using var run = new Run(new SandboxOptions());
        Assert.Equal(All, await run.IdsAsync());
        Assert.Equal(["/v1/accounts 250 "], run.Calls);
        Assert.Equal((15, 1), (run.Client.Statistics.Accounts, run.Client.Statistics.Calls));
        Assert.StartsWith("15 accounts, 1 calls, ", run.Client.Statistics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_read_to_the_last_one()
    {
        using var run = new Run(new SandboxOptions());
        Assert.Equal(All, await run.IdsAsync(new AccountQuery { PageSize = 4 }));
        Assert.Equal(["/v1/accounts 4 ", "/v1/accounts 4 4", "/v1/accounts 4 8", "/v1/accounts 4 12"], run.Calls);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(100, 4)]
    public async Task First_asks_for_no_more_pages_than_it_needs(int first, int calls)
    {
        using var run = new Run(new SandboxOptions());
        Assert.Equal(All.Take(first), await run.IdsAsync(new AccountQuery { First = first, PageSize = 4 }));
        Assert.Equal(calls, run.Calls.Count);
    }

    [Fact]
    public async Task First_asks_for_no_more_accounts_than_it_needs()
    {
        using var run = new Run(new SandboxOptions());
        await run.IdsAsync(new AccountQuery { First = 2 });
        Assert.Equal(["/v1/accounts 2 "], run.Calls);
    }

    [Fact]
    public async Task Types_and_statuses_are_chosen_here_in_any_case()
    {
        using var run = new Run(new SandboxOptions());
        var query = new AccountQuery { Types = ["linkedin", "Google"], Statuses = ["ok", "PERMISSIONS"] };
        Assert.Equal(
            ["acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty", "acc_error_insufficient_permissions", "acc_sandbox_google"],
            await run.IdsAsync(query));
        // The first page has enough of them, and all of its accounts are asked for.
        Assert.Equal(["acc_sandbox_main", "acc_sandbox_small"], await run.IdsAsync(query with { First = 2, PageSize = 4 }));
        Assert.Equal(["/v1/accounts 250 ", "/v1/accounts 4 "], run.Calls);
        Assert.Empty(await run.IdsAsync(new AccountQuery { Types = ["CARRIER_PIGEON"] }));
    }

    [Fact]
    public async Task One_account_is_one_call()
    {
        using var run = new Run(new SandboxOptions());
        var account = await run.Client.ReadAccountAsync("acc_sandbox_google", CancellationToken.None);
        Assert.Equal(("acc_sandbox_google", "GOOGLE", "PERMISSIONS"), (account.Id, account.Type, account.Status));
        Assert.Equal(["/v1/accounts/acc_sandbox_google  "], run.Calls);
        Assert.Equal((1, 1), (run.Client.Statistics.Accounts, run.Client.Statistics.Calls));
    }

    [Fact]
    public async Task An_account_that_is_none_is_named()
    {
        using var run = new Run(new SandboxOptions());
        var failure = await Assert.ThrowsAsync<PostPressApiException>(() => run.Client.ReadAccountAsync("acc_nobody/../x", CancellationToken.None));
        Assert.Equal(("resource_not_found", 404, "acc_nobody/../x"), (failure.Id, failure.Status, failure.AccountId));
        Assert.StartsWith("Account 'acc_nobody/../x': There is no such account for this key. (HTTP 404, resource_not_found, ", failure.Message, StringComparison.Ordinal);
        Assert.Equal("acc_nobody/../x", Assert.Single(run.Sandbox.GetCalls()).AccountId);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_an_address_takes_for_a_folder_is_refused_without_a_call(string id)
    {
        using var run = new Run(new SandboxOptions());
        var failure = await Assert.ThrowsAsync<PostPressApiException>(() => run.Client.ReadAccountAsync(id, CancellationToken.None));
        Assert.Equal(("invalid_resource_identifier", id), (failure.Id, failure.AccountId));
        Assert.Empty(run.Calls);
    }

    [Fact]
    public async Task A_transient_failure_is_retried_and_a_size_that_is_refused_is_halved()
    {
        using var run = new Run(new SandboxOptions
        {
            Faults = [SandboxFault.Parse("Error,Status=503,Page=1"), SandboxFault.Parse("Cut,Page=1"), SandboxFault.Parse("Error,Type=limit_too_high,Page=1")],
        });
        Assert.Equal(All, await run.IdsAsync());
        Assert.Equal(["250", "250", "250", "125"], run.Sandbox.GetCalls().Select(call => call.Limit));
        Assert.Equal(3, run.Client.Statistics.Retries);
        Assert.All(run.Events.OfType<RetryPlanned>(), retry => Assert.Equal(("", 1), (retry.AccountId, retry.Page)));
    }

    [Fact]
    public async Task The_account_of_a_single_call_is_retried_too()
    {
        using var run = new Run(new SandboxOptions { Faults = [SandboxFault.Parse("Error,Status=504,Times=2")] });
        var account = await run.Client.ReadAccountAsync("acc_sandbox_main", CancellationToken.None);
        Assert.Equal(("acc_sandbox_main", 3), (account.Id, run.Calls.Count));
        Assert.All(run.Events.OfType<RetryPlanned>(), retry => Assert.Equal(("acc_sandbox_main", 0), (retry.AccountId, retry.Limit)));
    }

    [Fact]
    public async Task A_failure_in_the_middle_says_how_many_came()
    {
        using var run = new Run(new SandboxOptions { Faults = [SandboxFault.Parse("Error,Status=403,Page=3")] });
        var failure = await Accounts.FailAsync(run.Client, new AccountQuery { PageSize = 4 });
        Assert.Equal(("insufficient_permissions", null, null, 0), (failure.Id, failure.AccountId, failure.Cursor, failure.RelationsWritten));
        Assert.StartsWith("List of accounts: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(" 8 accounts came before it; the list is NOT complete. ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(failure.RecommendedAction!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_repeats_ends_the_list_with_an_error()
    {
        using var run = new Run(new SandboxOptions { Faults = [SandboxFault.Parse("RepeatCursor,Page=2")] });
        var failure = await Accounts.FailAsync(run.Client, new AccountQuery { PageSize = 4 });
        Assert.Equal((FailureKind.Protocol, "cursor_repeated"), (failure.Kind, failure.Id));
        Assert.Contains("8 accounts came before it", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-Cursor", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, run.Calls.Count);
    }

    [Fact]
    public async Task Pages_without_anybody_new_end_the_list_with_an_error()
    {
        using var server = new RawServer([.. Enumerable.Range(0, 20).Select(number => RawAnswers.Whole(200, Accounts.Text(["a"], $"c{number}")))]);
        using var client = new PostPressClient(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions());
        Assert.Equal("no_progress", (await Accounts.FailAsync(client)).Id);
        Assert.InRange(server.Requests.Count, 2, 10);
    }

    [Fact]
    public async Task An_account_that_comes_twice_is_given_once()
    {
        using var server = new RawServer(RawAnswers.Whole(200, Accounts.Text(["a", "b"], "c")), RawAnswers.Whole(200, Accounts.Text(["b", "c"], null)));
        using var client = new PostPressClient(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions());
        Assert.Equal(["a", "b", "c"], (await Accounts.ReadAsync(client)).Select(account => account.Id));
        Assert.Equal((3, 1), (client.Statistics.Accounts, client.Statistics.DuplicatesDropped));
    }

    [Fact]
    public async Task Pages_are_spaced_and_the_calls_for_single_accounts_are_not()
    {
        var clock = new SkippingClock();
        using var run = new Run(new SandboxOptions(), Make.Settings with { PageDelaySec = 2 }, clock);
        await run.IdsAsync(new AccountQuery { PageSize = 8 });
        Assert.InRange(Assert.Single(clock.Pauses).TotalSeconds, 1, 3);
        await run.Client.ReadAccountAsync("acc_sandbox_main", CancellationToken.None);
        await run.Client.ReadAccountAsync("acc_sandbox_small", CancellationToken.None);
        Assert.Single(clock.Pauses);
    }

    [Theory]
    [InlineData("""{"items":[{"connection_params":{"im":{"phone_number":"+491701234567"}}}]}""", "not_an_account")]
    [InlineData("""{"connection_params":{"im":{"phone_number":"+491701234567"}},"items":7}""", "not_a_list")]
    [InlineData("""{"items":[{"id":"a","connection_params":{"im":{"phone_number":"+491701234567""", "body_truncated")]
    public async Task An_answer_that_can_not_be_read_is_not_quoted(string body, string id)
    {
        using var server = new RawServer(RawAnswers.Whole(200, body));
        using var client = new PostPressClient(Make.Connection(server.BaseUri.AbsoluteUri, settings: Make.Settings with { MaximumRetryCount = 0 }), new ClientOptions());
        var failure = await Accounts.FailAsync(client);
        Assert.Equal(id, failure.Id);
        Assert.DoesNotContain(Walk.Texts(failure), text => text.Contains("4917", StringComparison.Ordinal));

        var ofOne = await Assert.ThrowsAsync<PostPressApiException>(() => client.ReadAccountAsync("acc_1", CancellationToken.None));
        Assert.DoesNotContain(Walk.Texts(ofOne), text => text.Contains("4917", StringComparison.Ordinal));
    }

    [Fact]
    public async Task But_a_page_of_a_gateway_is()
    {
        using var server = new RawServer(RawAnswers.Whole(200, "<html>Just a moment</html>"));
        using var client = new PostPressClient(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions());
        var failure = await Accounts.FailAsync(client);
        Assert.Equal("not_a_list", failure.Id);
        Assert.Contains("It begins: '<html>Just a moment</html>'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_field_can_not_be_read_is_counted()
    {
        using var server = new RawServer(RawAnswers.Whole(200, """{"items":[{"id":"a","name":7},{"id":"b"}]}"""));
        using var client = new PostPressClient(Make.Connection(server.BaseUri.AbsoluteUri), new ClientOptions());
        Assert.Equal(2, (await Accounts.ReadAsync(client)).Count);
        Assert.Equal((1, "name"), (client.Statistics.Unreadable.Items, Assert.Single(client.Statistics.Unreadable.Names)));
    }

    private sealed class Run : IDisposable
    {
        private readonly SandboxServer _server;

        public Run(SandboxOptions options, ConnectionSettings? settings = null, TimeProvider? clock = null)
        {
            _server = SandboxServer.Start(options);
            Sandbox = _server.Describe();
            Client = new PostPressClient(Make.Connection(_server, settings), new ClientOptions { Observer = Events.Add, Clock = clock ?? TimeProvider.System });
        }

        public PostPressClient Client { get; }

        public PostPressSandbox Sandbox { get; }

        public List<RunEvent> Events { get; } = [];

        /// <summary>Path, limit and offset of each.</summary>
        public IReadOnlyList<string> Calls =>
            [.. Sandbox.GetCalls().Select(call => $"{call.Path} {call.Limit} {(call.Cursor is { } cursor ? SandboxRequest.OffsetOf(cursor) : null)}")];

        public async Task<IReadOnlyList<string?>> IdsAsync(AccountQuery? query = null) => [.. (await Accounts.ReadAsync(Client, query)).Select(account => account.Id)];

        public void Dispose()
        {
            Client.Dispose();
            _server.Dispose();
        }
    }
}
