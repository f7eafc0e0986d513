using System.Text.Json;

namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxApiTests
{
    private static readonly SandboxOptions Options = new() { RelationCount = 250 };

    private static readonly SandboxRequest Good = new("GET", "/v1/users/relations", Options.ApiKey, Make.Main, "100", null, null);

    private readonly SandboxApi _api = new(Options);

    public static TheoryData<string, int> Refused { get; } = new()
    {
        { "POST|/v1/users/relations|key|acc_sandbox_main|10|", 404 },
        { "GET|/v1/users|key|acc_sandbox_main|10|", 404 },
        { "GET|/v2/users/relations|key|acc_sandbox_main|10|", 404 },
        { "GET|/v1/users/relations||acc_sandbox_main|10|", 401 },
        { "GET|/v1/users/relations|wrong|acc_sandbox_main|10|", 401 },
        { "GET|/v1/users/relations|key||10|", 400 },
        { "GET|/v1/users/relations|key| |10|", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|0|", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|-1|", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|1.5|", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|1001|", 400 },
        { "GET|/v1/users/relations|key|acc_unknown|10|", 404 },
        { "GET|/v1/users/relations|key|acc_error_no_such|10|", 404 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|10|nonsense", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|10|eyJ2IjotMX0=", 400 },
        { "GET|/v1/users/relations|key|acc_sandbox_main|10|eyJ2Ijo5OTk5fQ==", 400 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_request_that_the_api_would_refuse_is_refused(string request, int status)
    {
        var parts = request.Split('|').Select(part => part.Length == 0 ? null : part).ToArray();
        var key = parts[2] == "key" ? Options.ApiKey : parts[2];
        var answer = _api.Answer(new SandboxRequest(parts[0]!, parts[1]!, key, parts[3], parts[4], parts[5], null));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status, JsonDocument.Parse(answer.Body).RootElement.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("1001", "limit_too_high")]
    [InlineData("0", "invalid_parameters")]
    public void A_bad_limit_has_its_own_type(string limit, string type)
    {
        var error = JsonDocument.Parse(_api.Answer(Good with { Limit = limit }).Body).RootElement;

        Assert.Equal("errors/" + type, error.GetProperty("type").GetString());
    }

    [Fact]
    public void Without_a_limit_a_page_has_a_hundred()
    {
        Assert.Equal(100, _api.Answer(Good with { Limit = null }).RelationCount);
    }

    [Fact]
    public void Cursors_look_like_the_documented_one_and_lead_to_the_end()
    {
        var first = Page(Good);
        var second = Page(Good with { Cursor = first.NextCursor });
        var third = Page(Good with { Cursor = second.NextCursor });

        Assert.Equal("eyJ2IjoxMDB9", first.NextCursor);
        Assert.Equal((100, 100, 50), (first.Items.Count, second.Items.Count, third.Items.Count));
        Assert.Null(third.NextCursor);
    }

    [Fact]
    public void A_filter_keeps_those_whose_name_matches_in_any_case()
    {
        var page = Page(Good with { Filter = "müller", Limit = "1000" });

        Assert.NotEmpty(page.Items);
        Assert.All(page.Items, person => Assert.Contains("Müller", person.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_shift_puts_someone_new_before_the_first()
    {
        var before = Page(Good);
        _api.Move(SandboxFault.Parse("Shift"), Good);
        var after = Page(Good);

        Assert.Equal(before.Items.Take(99).Select(person => person.MemberId), after.Items.Skip(1).Select(person => person.MemberId));
        Assert.DoesNotContain(after.Items[0].MemberId, before.Items.Select(person => person.MemberId));
    }

    [Fact]
    public void A_shift_leaves_the_empty_account_empty()
    {
        var empty = Good with { AccountId = "acc_sandbox_empty" };
        _api.Move(SandboxFault.Parse("Shift"), empty);

        Assert.Empty(Page(empty).Items);
    }

    private ApiPage<UserRelation> Page(SandboxRequest request) => RelationParser.Parse(_api.Answer(request).Body, "acc");
}
