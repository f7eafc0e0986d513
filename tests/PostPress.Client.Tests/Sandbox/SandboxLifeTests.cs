namespace PostPress.Client.Tests.Sandbox;

/// <summary>The lists of a sandbox whose people connect, leave and change as its clock goes on.</summary>
public sealed class SandboxLifeTests
{
    private const int Count = 400;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(SandboxPeople.NewestMilliseconds);

    [Theory]
    [InlineData("acc_sandbox_main")]
    [InlineData("acc_sandbox_small")]
    public void The_list_at_a_moment_is_the_same_whenever_and_however_often_it_was_asked_for(string account)
    {
        var daily = Api(Start);
        for (var day = 0; day <= 100; day++)
        {
            Move(daily, Start.AddDays(day));
            Assert.NotEmpty(daily.Relations(account));
            _ = daily.Relations(account);
        }

        var atOnce = Api(Start);
        Move(atOnce, Start.AddDays(100));
        var startedThere = Api(Start.AddDays(100));

        Assert.Equal(Texts(daily, account), Texts(atOnce, account));
        Assert.Equal(Texts(daily, account), Texts(startedThere, account));
        Assert.NotEqual(Texts(daily, account), Texts(Api(Start.AddDays(99)), account));
        Assert.NotEqual(Texts(daily, account), Texts(Api(Start.AddDays(100), seed: 2), account));
    }

    [Fact]
    public void Over_a_year_as_many_come_go_and_change_as_the_rates_say()
    {
        const string account = Make.Main;
        var before = Api(Start).Relations(account);
        var api = Api(Start.AddDays(365), "Live,AddPerDay=3,RemovePerDay=0.2,ChangePerDay=0.2");
        var after = api.Relations(account);

        var newcomers = after.Count(person => person.CreatedAt > Start);
        var events = SandboxLife.Events(1, account, [SandboxFault.Parse("Live,AddPerDay=3,RemovePerDay=0.2,ChangePerDay=0.2")])
            .TakeWhile(happening => happening.Moment <= Start.AddDays(365).ToUnixTimeMilliseconds()).ToLookup(happening => happening.Kind);
        Assert.Equal(Count + events[LiveEventKind.Connect].Count() - events[LiveEventKind.Leave].Count(), after.Count);
        Assert.InRange(newcomers, 1095 - 170, 1095 + 170);
        Assert.InRange(events[LiveEventKind.Leave].Count(), 73 - 43, 73 + 43);
        var stayed = before.Join(after, person => person.ConnectionUrn, person => person.ConnectionUrn, (then, now) => Facts(then) != Facts(now)).ToList();
        Assert.InRange(stayed.Count(changed => changed), 1, events[LiveEventKind.Change].Count());
    }

    [Fact]
    public void The_newest_come_first_at_their_moment_of_the_clock()
    {
        var api = Api(Start, "Live,AddPerDay=40,RemovePerDay=20,ChangePerDay=20");
        var known = api.Relations(Make.Main).Select(person => person.CreatedAt!.Value).ToHashSet();
        for (var day = 1; day <= 30; day++)
        {
            Move(api, Start.AddDays(day));
            var times = api.Relations(Make.Main).Select(person => person.CreatedAt!.Value).ToList();

            Assert.Equal(times.Distinct().OrderDescending(), times);
            var newcomers = times.Where(known.Add).ToList();
            Assert.NotEmpty(newcomers);
            Assert.All(newcomers, time => Assert.InRange(time, Start.AddDays(day - 1), Start.AddDays(day)));
        }
    }

    [Fact]
    public void Those_who_leave_stood_all_over_the_list_and_stay_away()
    {
        var before = Api(Start).Relations(Make.Main).Select(person => person.PublicIdentifier).ToList();
        var after = Api(Start.AddDays(100), "Live,AddPerDay=0,RemovePerDay=1,ChangePerDay=0").Relations(Make.Main).Select(person => person.PublicIdentifier).ToList();

        Assert.Equal(before.Where(after.Contains), after);
        var gone = before.Except(after).Select(identifier => before.IndexOf(identifier)).ToList();
        Assert.InRange(gone.Count, 60, 140);
        Assert.InRange(gone.Min(), 0, 30);
        Assert.InRange(gone.Max(), Count - 30, Count - 1);
        Assert.InRange(gone.Average(), Count * 0.35, Count * 0.65);
    }

    [Fact]
    public void While_the_clock_stands_nothing_changes()
    {
        var api = Api(Start.AddDays(30), "Live,AddPerDay=1000,RemovePerDay=1000,ChangePerDay=1000");
        var before = api.Answer(Request(Make.Main)).Body;

        Assert.Equal(before, api.Answer(Request(Make.Main)).Body);
        // Nothing is made again, and who reads a list goes on with it as it was.
        var list = api.Accounts.List(Make.Main)!;
        var length = list.Length;
        Assert.Same(list, api.Accounts.List(Make.Main));
        Move(api, Start.AddDays(35));
        Assert.NotEqual(before, api.Answer(Request(Make.Main)).Body);
        Assert.NotEqual(length, api.Accounts.List(Make.Main)!.Length);
        Assert.Equal(length, list.Length);
    }

    [Fact]
    public void Before_its_start_nothing_has_happened()
    {
        Assert.Equal(Count, Texts(Api(Start.AddYears(-3), "Live,AddPerDay=1000")).Count);
        Assert.Equal(Sandboxed.Members(seed: 1, count: Count), Api(Start).Relations(Make.Main).Select(person => person.MemberId));
    }

    [Fact]
    public void Everybody_can_leave_and_others_come_and_the_empty_account_stays_empty()
    {
        var leaving = Api(Start.AddDays(100), "Live,AddPerDay=0,RemovePerDay=100,ChangePerDay=100");
        Assert.Empty(leaving.Relations(Make.Main));
        Assert.Empty(RelationParser.Parse(leaving.Answer(Request(Make.Main)).Body, "acc").Items);

        var coming = Api(Start.AddDays(100), "Live,AddPerDay=1,RemovePerDay=100");
        Assert.InRange(coming.Relations("acc_sandbox_small").Count, 0, 2);
        Assert.Empty(Api(Start.AddDays(100), "Live,AddPerDay=100").Relations("acc_sandbox_empty"));
    }

    [Fact]
    public void The_list_is_what_the_pages_give()
    {
        var api = Api(Start.AddDays(50));
        var first = RelationParser.Parse(api.Answer(Request(Make.Main) with { Limit = "300" }).Body, "acc");
        var second = RelationParser.Parse(api.Answer(Request(Make.Main) with { Limit = "300", Cursor = first.NextCursor }).Body, "acc");

        Assert.Null(second.NextCursor);
        Assert.Equal(Texts(api), first.Items.Concat(second.Items).Select(Text));
    }

    [Theory]
    [InlineData("Shift")]
    [InlineData("Churn,Count=20")]
    public void Who_connects_by_a_fault_does_so_at_that_moment_and_the_order_holds(string fault)
    {
        var api = Api(Start);
        for (var day = 0; day < 60; day++)
        {
            Move(api, Start.AddDays(day / 2));
            api.Move(SandboxFault.Parse(fault), Request(Make.Main));
            api.Move(SandboxFault.Parse("Remove,At=3"), Request(Make.Main));
            var times = api.Relations(Make.Main).Select(person => person.CreatedAt!.Value).ToList();

            Assert.Equal(times.Distinct().OrderDescending(), times);
            // One millisecond more for each who connects while the clock stands.
            Assert.InRange(times[0], Start.AddDays(day / 2 - 3), Start.AddDays(day / 2).AddSeconds(3));
        }
    }

    [Fact]
    public void A_sandbox_without_a_life_keeps_its_bytes_whatever_its_clock_says()
    {
        var plain = new SandboxApi(new SandboxOptions { RelationCount = Count });
        var later = new SandboxApi(new SandboxOptions { RelationCount = Count, Now = Start.AddYears(1) });

        Assert.Equal(plain.Answer(Request(Make.Main)).Body, later.Answer(Request(Make.Main)).Body);
    }

    [Fact]
    public void The_address_of_every_picture_is_another_after_a_week_and_the_same_for_a_moment()
    {
        const string still = "Live,AddPerDay=0,RemovePerDay=0,ChangePerDay=0";
        var api = Api(Start, still);
        List<string?> Pictures(double days)
        {
            Move(api, Start.AddDays(days));
            return [.. api.Relations(Make.Main).Select(person => person.ProfilePictureUrl)];
        }

        var first = Pictures(0);
        var nextDay = Pictures(1);
        var nextWeek = Pictures(7);
        Assert.InRange(first.Count(address => address is null), 20, 90);
        Assert.InRange(first.Zip(nextDay).Count(pair => pair.First != pair.Second), 20, 90);
        Assert.All(first.Zip(nextWeek), pair => Assert.True(pair.First is null ? pair.Second is null : pair.First != pair.Second));
        Assert.Equal(nextWeek, Pictures(7));
        // It expires after the moment at which it is given, and not more than a week after.
        Assert.All(nextWeek.OfType<string>(), address =>
            Assert.InRange(long.Parse(address.Split('=')[1]), Start.AddDays(7).ToUnixTimeSeconds(), Start.AddDays(14).ToUnixTimeSeconds()));
    }

    private static SandboxApi Api(DateTimeOffset now, string live = "Live,AddPerDay=3,RemovePerDay=1,ChangePerDay=2", int seed = 1) =>
        new(new SandboxOptions { RelationCount = Count, Seed = seed, Now = now, Faults = [SandboxFault.Parse(live)] });

    private static SandboxRequest Request(string account) => new("GET", "/v1/users/relations", new SandboxOptions().ApiKey, account, "1000", null, null);

    private static void Move(SandboxApi api, DateTimeOffset time) => api.Accounts.Clock.Now = time;

    private static IReadOnlyList<string> Texts(SandboxApi api, string account = Make.Main) => [.. api.Relations(account).Select(Text)];

    private static string Text(UserRelation person) => $"{Facts(person)} | {person.ProfilePictureUrl}";

    private static string Facts(UserRelation person) =>
        $"{person} | {person.Headline} | {person.PublicIdentifier} | {person.PublicProfileUrl} | {person.CreatedAt:O} | {person.MemberId} | {person.MemberUrn} | {person.ConnectionUrn}";
}
