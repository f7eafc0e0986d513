namespace PostPress.Client.Tests.Sync;

/// <summary>What only a reading of the whole list shows, when that is due, and what it must not be taken for.</summary>
public sealed class SyncFullReadTests : IDisposable
{
    private readonly SyncFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_is_gone_or_changed_further_down_is_told_when_a_full_read_is_due()
    {
        await _folder.SyncAsync();
        var gone = _folder.Server.Leave(200);
        _folder.Server.Change(150, person => LivingList.With(person, headline: "CTO"));
        _folder.Server.Change(160, person => LivingList.With(person, memberId: "m-new"));
        for (var night = 1; night < 7; night++)
        {
            Assert.Empty((await _folder.NextNightAsync()).Changes);
        }

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(["Changed", "Changed", "Removed"], outcome.Changes.Select(change => change.Change));
        Assert.Equal(gone.MemberId, outcome.Changes[2].Relation.MemberId);
        Assert.Equal(["MemberId"], outcome.Changes[1].ChangedProperty);
        var done = Assert.Single(outcome.Accounts);
        Assert.Equal(("Full", "it is due"), (done.Read, done.Reason));
        Assert.Equal(_folder.Clock.GetUtcNow(), done.LastFullRead);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    public async Task A_full_read_can_be_had_at_once(bool full, int fullEvery)
    {
        await _folder.SyncAsync();
        var gone = _folder.Server.Leave(200);

        var outcome = await _folder.NextNightAsync(_folder.Request with { Full = full, FullEvery = TimeSpan.FromDays(fullEvery) });

        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
    }

    [Fact]
    public async Task Nobody_is_removed_by_a_list_that_could_not_be_verified()
    {
        var request = _folder.Request with { File = _folder.Request.File with { PageSize = 50 } };
        await _folder.SyncAsync(request);
        var gone = _folder.Server.Leave(200);
        var added = _folder.Server.Connect();
        // Somebody leaves before each call: the list never stands still.
        _folder.Server.BeforeCall = (_, _) =>
        {
            _folder.Server.Leave(0);
            _folder.Server.Connect();
            return null;
        };

        var outcome = await _folder.NextNightAsync(request with { Full = true });

        Assert.Equal("Unverified", Assert.Single(outcome.Accounts).Status);
        Assert.DoesNotContain(outcome.Changes, change => change.Change == "Removed");
        Assert.Contains(_folder.Rows, row => row.MemberId == gone.MemberId);
        Assert.NotNull(added);

        // The next day it stands still, and is read again although no week has passed.
        _folder.Server.BeforeCall = (_, _) => null;
        outcome = await _folder.NextNightAsync(request);
        Assert.Contains(outcome.Changes, change => change.Change == "Removed" && change.Relation.MemberId == gone.MemberId);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task Far_fewer_people_are_taken_for_a_fault_until_forced()
    {
        await _folder.SyncAsync();
        while (_folder.Server.Now().Count > 110)
        {
            _folder.Server.Leave(0);
        }

        var outcome = await _folder.NextNightAsync(_folder.Request with { Full = true });
        Assert.Empty(outcome.Changes);
        Assert.Equal("too_few_rows", Assert.Single(outcome.Refusals).Id);
        Assert.Equal(("too_few_rows", 250L), outcome.Accounts is [var kept] ? (kept.Status, kept.Rows) : default);
        Assert.Equal(250, _folder.Rows.Count);

        outcome = await _folder.NextNightAsync(_folder.Request with { Full = true, File = _folder.Request.File with { Force = true } });
        Assert.Equal(140, outcome.Changes.Count(change => change.Change == "Removed"));
        // One call sees that nobody has come or gone since.
        Assert.Equal(1, Assert.Single(outcome.Accounts).Calls);
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], _folder.Names);
    }

    [Fact]
    public async Task A_full_read_that_failed_resumes()
    {
        var request = _folder.Request with { File = _folder.Request.File with { PageSize = 50 } };
        _folder.Server.BeforeCall = (_, call) => call == 4 ? 403 : null;
        var failed = await _folder.SyncAsync(request);
        Assert.Contains("The same command resumes from here; until then the file is as it was.", Assert.Single(failed.Failures).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path));

        var resumed = await _folder.SyncAsync(request);

        Assert.Equal(("Complete", 250L), resumed.Accounts is [var done] ? (done.Status, done.Rows) : default);
        // Five pages, the failed call, and the first page and one before the gap again.
        Assert.Equal(8, _folder.Server.Calls);
    }
}
