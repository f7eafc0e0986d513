namespace PostPress.Client.Tests.Sync;

/// <summary>The usual day: one call, and what is new, as long as the list is what it should be.</summary>
public sealed class SyncNewestTests : IDisposable
{
    private readonly SyncFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_run_is_an_export_without_changes()
    {
        var outcome = await _folder.SyncAsync();

        Assert.Empty(outcome.Changes);
        var done = Assert.Single(outcome.Accounts);
        Assert.Equal(("Complete", "Full", 250L, 0L), (done.Status, done.Read, done.Rows, done.Added));
        Assert.Equal(SyncFolder.Beginning + TimeSpan.FromDays(7), done.NextFullRead);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], _folder.Names);
    }

    [Fact]
    public async Task The_first_people_are_told_as_added_where_that_is_wanted()
    {
        var outcome = await _folder.SyncAsync(_folder.Request with { ReportInitial = true });

        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(outcome.Changes.Select(change => change.Relation)));
        Assert.All(outcome.Changes, change => Assert.Equal("Added", change.Change));
    }

    [Fact]
    public async Task A_quiet_night_costs_one_call_and_leaves_the_file_alone()
    {
        await _folder.SyncAsync();
        var written = File.GetLastWriteTimeUtc(_folder.Path);

        var outcome = await _folder.NextNightAsync();

        Assert.Empty(outcome.Changes);
        var done = Assert.Single(outcome.Accounts);
        Assert.Equal((1L, "Newest", "Complete", 250L), (done.Calls, done.Read, done.Status, done.Rows));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.Path));
    }

    [Fact]
    public async Task Who_is_new_changed_or_connected_again_on_the_newest_page_is_told_with_one_call()
    {
        await _folder.SyncAsync();
        _folder.Clock.Advance(TimeSpan.FromHours(1));
        _folder.Server.Change(5, person => LivingList.With(person, headline: "CTO"));
        _folder.Server.Reconnect(60);
        _folder.Server.Change(10, person => LivingList.With(person, memberId: "m-new"));
        var added = _folder.Server.Connect();

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(1, Assert.Single(outcome.Accounts).Calls);
        Assert.Equal(["Added", "Changed", "Changed", "Changed"], outcome.Changes.Select(change => change.Change));
        Assert.Equal(added.MemberId, outcome.Changes[0].Relation.MemberId);
        Assert.Equal([[], ["CreatedAt"], ["Headline"], ["MemberId"]], outcome.Changes.Select(change => change.ChangedProperty.ToArray()));
        Assert.Equal("m-new", outcome.Changes[3].Relation.MemberId);
        Assert.NotEqual("m-new", outcome.Changes[3].Previous!.MemberId);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task More_pages_are_read_where_many_are_new()
    {
        await _folder.SyncAsync();
        for (var i = 0; i < 130; i++)
        {
            _folder.Clock.Advance(TimeSpan.FromMinutes(1));
            _folder.Server.Connect();
        }

        var outcome = await _folder.NextNightAsync();

        var done = Assert.Single(outcome.Accounts);
        Assert.Equal((2L, "Newest", 130L, 380L), (done.Calls, done.Read, done.Added, done.Rows));
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task Another_list_is_read_whole()
    {
        await _folder.SyncAsync();
        for (var i = 0; i < 6_000; i++)
        {
            _folder.Clock.Advance(TimeSpan.FromSeconds(1));
            _folder.Server.Connect();
        }

        var outcome = await _folder.NextNightAsync();

        var done = Assert.Single(outcome.Accounts);
        Assert.Equal(("Full", 6_000L, 0L), (done.Read, done.Added, done.Removed));
        Assert.Contains("so many are new", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_another_order_is_read_whole_each_time_and_said()
    {
        _folder.Server.ByName = true;
        await _folder.SyncAsync();
        _folder.Events.Clear();
        var added = _folder.Server.Connect();

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(added.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Equal("Full", Assert.Single(outcome.Accounts).Read);
        Assert.Contains(_folder.Events, seen => seen is RunNotice { Id: nameof(RunNotice.FullReadBegins), IsWarning: true } full && full.Message.Contains("newest first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Someone_without_a_date_has_the_list_read_whole()
    {
        await _folder.SyncAsync();
        _folder.Server.Change(3, person => LivingList.With(person, undated: true));

        Assert.Equal("Full", Assert.Single((await _folder.NextNightAsync()).Accounts).Read);
    }

    [Fact]
    public async Task Someone_new_behind_people_who_were_there_has_the_list_read_whole()
    {
        await _folder.SyncAsync();
        _folder.Server.Change(20, person => LivingList.With(person, memberId: "x1", identifier: "x1"));
        _folder.Server.Leave(120);

        // Not a new id of somebody known: nothing of it was there.
        _folder.Server.Change(20, person => new UserRelation { AccountId = person.AccountId, MemberId = "x1", FirstName = "Eve", CreatedAt = person.CreatedAt!.Value.AddMinutes(1) });

        var outcome = await _folder.NextNightAsync();

        Assert.Equal("Full", Assert.Single(outcome.Accounts).Read);
        Assert.Equal(["Added", "Removed", "Removed"], outcome.Changes.Select(change => change.Change));
    }

    [Fact]
    public async Task Where_most_of_the_newest_are_gone_the_list_is_read_whole()
    {
        using var folder = new SyncFolder(400);
        await folder.SyncAsync();
        for (var i = 0; i < 150; i++)
        {
            folder.Server.Leave(0);
        }

        Assert.Equal(("Full", 150L), (await folder.NextNightAsync()) is { Accounts: [var done] } ? (done.Read, done.Removed) : default);
    }

    [Fact]
    public async Task A_picture_alone_is_no_change_unless_wanted_but_comes_into_the_file()
    {
        await _folder.SyncAsync();
        _folder.Server.Change(0, person => LivingList.With(person, picture: "https://media.example/new"));
        Assert.Empty((await _folder.NextNightAsync()).Changes);
        Assert.Equal("https://media.example/new", _folder.Rows[0].ProfilePictureUrl);

        _folder.Server.Change(0, person => LivingList.With(person, picture: "https://media.example/newer"));
        var outcome = await _folder.NextNightAsync(_folder.Request with { IncludePicture = true });
        Assert.Equal(["ProfilePictureUrl"], Assert.Single(outcome.Changes).ChangedProperty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task A_list_of_one_page_is_read_whole_with_its_one_call(int count)
    {
        using var folder = new SyncFolder(count);
        await folder.SyncAsync();
        folder.Server.Connect();
        if (count > 1)
        {
            folder.Server.Leave(count - 1);
            folder.Server.Leave(count - 1);
        }

        var outcome = await folder.NextNightAsync();

        var done = Assert.Single(outcome.Accounts);
        Assert.Equal((1L, "Full", 1L, count > 1 ? 2L : 0L), (done.Calls, done.Read, done.Added, done.Removed));
    }
}
