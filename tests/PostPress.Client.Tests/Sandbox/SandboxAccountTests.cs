using System.Text.Json;

namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxAccountTests
{
    private static readonly SandboxOptions Options = new();

    private static readonly SandboxRequest List = new("GET", "/v1/accounts", Options.ApiKey, null, null, null, null);

    private readonly SandboxApi _api = new(Options);

    public static TheoryData<string, string, string> Broken { get; } = new()
    {
        { "acc_error_account_restricted", "ERROR", "account_restricted" },
        { "acc_error_expired_credentials", "CREDENTIALS", "expired_credentials" },
        { "acc_error_insufficient_permissions", "PERMISSIONS", "insufficient_permissions" },
        { "acc_error_disconnected_account", "STOPPED", "disconnected_account" },
        { "acc_error_no_client_session", "CONNECTING", "no_client_session" },
        { "acc_sandbox_mail", "OK", "account_mismatch" },
        { "acc_sandbox_mobile", "CONNECTING", "account_mismatch" },
    };

    public static TheoryData<string, string, int> Refused { get; } = new()
    {
        { "POST|/v1/accounts|key||", "resource_not_found", 404 },
        { "GET|/v2/accounts|key||", "resource_not_found", 404 },
        { "GET|/v1/accounts/|key||", "resource_not_found", 404 },
        { "GET|/v1/accounts|||", "missing_credentials", 401 },
        { "GET|/v1/accounts/acc_sandbox_main|wrong||", "invalid_credentials", 401 },
        { "GET|/v1/accounts|key|0|", "invalid_parameters", 400 },
        { "GET|/v1/accounts|key|ten|", "invalid_parameters", 400 },
        { "GET|/v1/accounts|key|251|", "limit_too_high", 400 },
        { "GET|/v1/accounts|key||nonsense", "invalid_parameters", 400 },
        { "GET|/v1/accounts|key||eyJ2Ijo5OX0=", "invalid_parameters", 400 },
        { "GET|/v1/accounts/acc_nobody|key||", "resource_not_found", 404 },
        { "GET|/v1/accounts/acc_error_too_many_requests|key||", "too_many_requests", 429 },
    };

    [Fact]
    public void The_list_has_every_status_and_every_documented_type()
    {
        var accounts = AccountParser.ParseList(_api.Answer(List).Body).Items;
        Assert.Equal(PostPressAccount.DocumentedStatuses.Select(status => status.Name).Order(), accounts.Where(account => account.Type == "LINKEDIN").Select(account => account.Status).Distinct().Order());
        Assert.Equal(["GOOGLE", "INSTAGRAM", "LINKEDIN", "MAIL", "MOBILE", "OUTLOOK", "TELEGRAM", "WHATSAPP"], accounts.Select(account => account.Type).Distinct().Order());
        Assert.Equal(_api.Accounts.Ids, accounts.Where(account => account is { Type: "LINKEDIN", Status: "OK" }).Select(account => account.Id));
        Assert.Equal(accounts.Count, accounts.Select(account => account.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_an_account_says_of_itself_fits_what_its_relations_answer(string id, string status, string error)
    {
        Assert.Equal(status, Assert.Single(AccountParser.ParseOne(_api.Answer(List with { Path = "/api/v1/accounts/" + id }).Body).Items).Status);
        Assert.Equal("errors/" + error, Type(_api.Answer(List with { Path = "/v1/users/relations", AccountId = id })));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_request_that_the_api_would_refuse_is_refused(string request, string type, int status)
    {
        var parts = request.Split('|').Select(part => part.Length == 0 ? null : part).ToArray();
        var answer = _api.Answer(new SandboxRequest(parts[0]!, parts[1]!, parts[2] == "key" ? Options.ApiKey : parts[2], null, parts[3], parts[4], null));

        Assert.Equal((status, "errors/" + type), (answer.Status, Type(answer)));
    }

    [Fact]
    public void Pages_lead_to_the_end()
    {
        var ids = new List<string?>();
        string? cursor = null;
        do
        {
            var page = AccountParser.ParseList(_api.Answer(List with { Limit = "7", Cursor = cursor }).Body);
            ids.AddRange(page.Items.Select(account => account.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(SandboxAccounts.All.Select(account => account.Id), ids);
    }

    [Fact]
    public void Faults_count_the_pages_of_each_list_for_themselves_and_nobody_leaves_a_list_of_accounts()
    {
        var plan = new FaultPlan([SandboxFault.Parse("Remove"), SandboxFault.Parse("Drop,Page=2")], seed: 1);
        Assert.Null(plan.Next("/v1/accounts", isFirstPage: true, canMove: false));
        plan.Served("/v1/accounts");
        Assert.Equal(SandboxFaultKind.Remove, plan.Next("acc_sandbox_main", isFirstPage: true)!.Kind);
        Assert.Equal(SandboxFaultKind.Drop, plan.Next("/v1/accounts", isFirstPage: false, canMove: false)!.Kind);
    }

    private static string? Type(SandboxAnswer answer) => JsonDocument.Parse(answer.Body).RootElement.GetProperty("type").GetString();
}
