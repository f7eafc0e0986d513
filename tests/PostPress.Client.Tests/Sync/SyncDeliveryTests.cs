namespace PostPress.Client.Tests.Sync;

/// <summary>No change is lost, and none is repeated under another id.</summary>
public sealed class SyncDeliveryTests : IDisposable
{
    private readonly SyncFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_that_were_not_taken_come_again_with_their_ids_before_the_new_ones()
    {
        await _folder.SyncAsync();
        _folder.Server.Connect();
        var first = await _folder.NextNightAsync(isDelivered: false);
        _folder.Server.Connect();
        var second = await _folder.NextNightAsync(isDelivered: false);
        var third = await _folder.NextNightAsync();
        var fourth = await _folder.NextNightAsync();

        Assert.Single(first.Changes);
        Assert.Equal(first.Changes[0].Id, second.Changes[0].Id);
        Assert.Equal(first.Changes[0].DetectedAt, second.Changes[0].DetectedAt);
        Assert.Equal(2, second.Changes.Count);
        Assert.Equal(second.Changes.Select(change => change.Id), third.Changes.Select(change => change.Id));
        Assert.Equal(2, Assert.Single(third.Accounts).Repeated);
        Assert.Empty(fourth.Changes);
    }

    [Fact]
    public async Task They_come_also_where_the_list_can_not_be_read()
    {
        await _folder.SyncAsync();
        _folder.Server.Connect();
        var first = await _folder.NextNightAsync(isDelivered: false);
        _folder.Server.BeforeCall = (_, _) => 403;

        var second = await _folder.NextNightAsync();

        Assert.Single(second.Failures);
        Assert.Equal(first.Changes.Select(change => change.Id), second.Changes.Select(change => change.Id));
        _folder.Server.BeforeCall = (_, _) => null;
        Assert.Empty((await _folder.NextNightAsync()).Changes);
    }

    [Fact]
    public async Task They_survive_another_filter()
    {
        await _folder.SyncAsync();
        _folder.Server.Connect();
        var first = await _folder.NextNightAsync(isDelivered: false);

        var second = await _folder.NextNightAsync(_folder.Request with { File = _folder.Request.File with { Filter = "Ada" } });

        Assert.Equal(first.Changes.Select(change => change.Id), second.Changes.Select(change => change.Id));
    }

    [Fact]
    public async Task The_same_change_at_another_time_is_another_one()
    {
        await _folder.SyncAsync();
        var seen = new HashSet<string>();
        foreach (var headline in new[] { "A", "B", "A", "B" })
        {
            _folder.Server.Change(0, person => LivingList.With(person, headline: headline));
            Assert.True(seen.Add(Assert.Single((await _folder.NextNightAsync()).Changes).Id));
        }
    }

    [Fact]
    public async Task What_a_crash_left_between_the_memory_and_the_file_is_finished()
    {
        await _folder.SyncAsync();
        var old = await File.ReadAllBytesAsync(_folder.Path);
        _folder.Server.Connect();
        var first = await _folder.NextNightAsync(isDelivered: false);
        // As if it had died before the last rename.
        File.Move(_folder.Path, _folder.Path + ".postpress-next");
        await File.WriteAllBytesAsync(_folder.Path, old);

        var look = await _folder.SyncAsync(_folder.Request with { ReadOnly = true });
        Assert.Equal("Newest", Assert.Single(look.Accounts).Read);
        Assert.Equal(old, await File.ReadAllBytesAsync(_folder.Path));

        var second = await _folder.SyncAsync();
        Assert.Equal(first.Changes.Select(change => change.Id), second.Changes.Select(change => change.Id));
        Assert.Equal("Newest", Assert.Single(second.Accounts).Read);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], _folder.Names);
    }

    [Fact]
    public async Task What_a_crash_left_before_the_memory_is_thrown_away()
    {
        await _folder.SyncAsync();
        await File.WriteAllTextAsync(_folder.Path + ".postpress-next", "half");
        _folder.Server.Connect();

        Assert.Single((await _folder.NextNightAsync()).Changes);
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], _folder.Names);
    }
}
