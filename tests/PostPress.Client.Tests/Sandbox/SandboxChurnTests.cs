namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxChurnTests
{
    private const int Count = 250;

    private static readonly SandboxRequest First = new("GET", "/v1/users/relations", new SandboxOptions().ApiKey, Make.Main, "1000", null, null);
    private static readonly SandboxRequest Second = First with { Cursor = SandboxRequest.CursorAt(100) };

    private readonly SandboxApi _api = Api(seed: 1);

    [Fact]
    public void Who_leaves_at_a_place_pulls_everybody_behind_up_and_stays_away()
    {
        var before = Members(_api);
        Move("Remove,At=10,Count=3", Second);

        string?[] expected = [.. before.Take(10), .. before.Skip(13)];
        Assert.Equal(expected, Members(_api));
        Assert.Equal(expected.Skip(100), Page(Second).Items.Select(person => person.MemberId));
    }

    [Fact]
    public void Without_a_place_those_leave_who_stood_before_the_page()
    {
        var before = Members(_api);
        Move("Remove,Count=40", Second);

        var after = Members(_api);
        Assert.Equal(before.Skip(100), after.Skip(60));
        // In their order, and not in one block.
        Assert.Equal(after.Take(60), before.Take(100).Where(after.Contains));
        Assert.NotEqual(before.Skip(40).Take(60), after.Take(60));
    }

    [Fact]
    public void Before_the_first_page_anybody_can_leave()
    {
        var before = Members(_api);
        Move("Remove,Count=100", First);

        var gone = before.Except(Members(_api)).Select(member => before.ToList().IndexOf(member)).ToList();
        Assert.Equal(100, gone.Count);
        Assert.InRange(gone.Min(), 0, 30);
        Assert.InRange(gone.Max(), Count - 30, Count - 1);
    }

    [Theory]
    [InlineData("Remove", 1)]
    [InlineData("Remove,Count=10000", 100)]
    [InlineData("Remove,At=240,Count=11", 10)]
    [InlineData("Remove,At=250", 0)]
    public void Only_those_leave_who_are_there(string fault, int count)
    {
        Move(fault, Second);

        Assert.Equal(Count - count, Members(_api).Count);
    }

    [Fact]
    public void A_cursor_behind_the_end_of_a_list_that_has_become_shorter_leads_to_an_empty_page()
    {
        var last = First with { Cursor = SandboxRequest.CursorAt(240) };
        Move("Remove,Count=40", last);

        Assert.Equal(200, _api.Answer(last).Status);
        Assert.Empty(Page(last).Items);
        Assert.Null(Page(last).NextCursor);
    }

    [Fact]
    public void Newcomers_come_first_the_newest_before_the_others_and_times_fall_along_the_list()
    {
        var before = Page(First).Items;
        for (var i = 0; i < 50; i++)
        {
            Move("Churn,Count=2", First);
        }

        var after = Page(First).Items;
        var known = before.Select(person => person.MemberId).ToHashSet();
        var newcomers = after.TakeWhile(person => !known.Contains(person.MemberId)).ToList();
        Assert.InRange(newcomers.Count, 20, 60);
        Assert.All(newcomers, person => Assert.True(person.CreatedAt > before[0].CreatedAt));
        Assert.All(after.Skip(newcomers.Count), person => Assert.Contains(person.MemberId, known));
        Assert.Equal(after.Select(person => person.CreatedAt).OrderDescending(), after.Select(person => person.CreatedAt));
        Assert.InRange(before.Count - (after.Count - newcomers.Count), 20, 60);
    }

    [Theory]
    [InlineData("Churn,Count=7")]
    [InlineData("Remove,Count=7")]
    public void With_the_same_seed_and_calls_the_same_people_come_and_go(string fault)
    {
        Assert.Equal(Places(seed: 3, fault), Places(seed: 3, fault));
        Assert.NotEqual(Places(seed: 3, fault), Places(seed: 4, fault));
    }

    [Fact]
    public void The_list_of_another_account_does_not_move()
    {
        var small = First with { AccountId = "acc_sandbox_small" };
        var before = _api.Answer(small).Body;
        Move("Remove,At=0,Count=5", First);
        Move("Shift", First);

        Assert.Equal(before, _api.Answer(small).Body);
    }

    [Theory]
    [InlineData("Remove")]
    [InlineData("Remove,At=0")]
    [InlineData("Churn,Count=20")]
    public void The_empty_account_stays_empty(string fault)
    {
        var empty = First with { AccountId = "acc_sandbox_empty" };
        Move(fault, empty);

        Assert.Empty(Page(empty).Items);
    }

    private static SandboxApi Api(int seed) => new(new SandboxOptions { RelationCount = Count, Seed = seed });

    // Where those stood at the start who are there after three moves; the people themselves differ with the seed anyway.
    private static IReadOnlyList<int> Places(int seed, string fault)
    {
        var api = Api(seed);
        var before = Members(api).ToList();
        for (var i = 0; i < 3; i++)
        {
            api.Move(SandboxFault.Parse(fault), Second);
        }

        return [.. Members(api).Select(member => before.IndexOf(member))];
    }

    private static IReadOnlyList<string?> Members(SandboxApi api) =>
        [.. RelationParser.Parse(api.Answer(First).Body, "acc").Items.Select(person => person.MemberId)];

    private void Move(string fault, SandboxRequest request) => _api.Move(SandboxFault.Parse(fault), request);

    private ApiPage<UserRelation> Page(SandboxRequest request) => RelationParser.Parse(_api.Answer(request).Body, "acc");
}
