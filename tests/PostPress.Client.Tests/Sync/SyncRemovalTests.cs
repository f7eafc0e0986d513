namespace PostPress.Client.Tests.Sync;

/// <summary>Nobody who is still connected is reported as removed: not by a person skipped at a page border, nor by an old reading, nor by a recycled name.</summary>
public sealed class SyncRemovalTests : IDisposable
{
    private const int Pages = 10;

    private readonly SyncFolder _folder = new(count: 1000);

    private readonly SyncRequest _tenPages;

    public SyncRemovalTests() => _tenPages = _folder.Request with { Full = true, File = _folder.Request.File with { PageSize = 100 } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_person_skipped_between_two_pages_stays_and_the_one_who_left_is_confirmed()
    {
        await _folder.SyncAsync(_tenPages);
        var (gone, skipped) = LeaveBetweenPages();

        var outcome = await _folder.NextNightAsync(_tenPages);

        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Contains(_folder.Rows, row => row.MemberId == skipped.MemberId);
        var done = Assert.Single(outcome.Accounts);
        Assert.Equal(("Complete", 1L, 1L, 1L), (done.Status, done.Removed, done.Confirmed, done.Missed));
        // The pages, two calls that verify them, and a search for each of the two.
        Assert.Equal(Pages + 2 + 2, done.Calls);
        // Who left while the list was read is in it; the next full read reports them.
        Assert.Equal("Removed", Assert.Single((await _folder.NextNightAsync(_tenPages)).Changes).Change);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task Without_the_search_the_skipped_person_would_be_removed()
    {
        await _folder.SyncAsync(_tenPages);
        LeaveBetweenPages();
        using var client = new PostPressClient(Make.Connection(), new ClientOptions { Handler = _folder.Server, Clock = _folder.Clock });
        var read = 0;
        ListCheck? check = null;
        await foreach (var page in client.ReadRelationsAsync(Make.Query() with { PageSize = 100 }, default))
        {
            read += page.Relations.Count;
            check = page.Check;
        }

        // The test's premise: the reading is called verified, and lacks someone.
        Assert.Equal((true, false), (check!.Verified, check.Proven));
        // 998 are left, and one who left meanwhile was read.
        Assert.Equal((998, 998), (_folder.Server.Now().Count, read));
    }

    [Fact]
    public async Task When_more_have_left_than_the_list_has_pages_the_list_is_read_once_more()
    {
        await _folder.SyncAsync(_tenPages);
        for (var i = 0; i < 30; i++)
        {
            _folder.Server.Leave(200 + (i * 10));
        }

        var (_, skipped) = LeaveBetweenPages();
        var outcome = await _folder.NextNightAsync(_tenPages);

        var done = Assert.Single(outcome.Accounts);
        Assert.Equal((31L, 31L, 1L), (done.Removed, done.Confirmed, done.Missed));
        Assert.DoesNotContain(outcome.Changes, change => change.Relation.MemberId == skipped.MemberId);
        Assert.Equal(0, _folder.Server.Searches);
        Assert.InRange(done.Calls, Pages + 2, (2 * Pages) + 2);
    }

    [Fact]
    public async Task A_search_that_the_API_refuses_is_replaced_by_one_more_reading()
    {
        await _folder.SyncAsync(_tenPages);
        var (gone, _) = LeaveBetweenPages();
        _folder.Server.SearchStatus = 400;

        var outcome = await _folder.NextNightAsync(_tenPages);

        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Equal(1, _folder.Server.Searches);
    }

    [Fact]
    public async Task A_list_with_a_filter_is_read_once_more()
    {
        var filtered = _tenPages with { File = _tenPages.File with { Filter = "lace" } };
        await _folder.SyncAsync(filtered);
        var (gone, _) = LeaveBetweenPages();
        var outcome = await _folder.NextNightAsync(filtered);
        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
    }

    [Fact]
    public async Task A_search_that_fails_changes_nothing_and_the_next_run_verifies_and_searches()
    {
        await _folder.SyncAsync(_tenPages);
        var (gone, _) = LeaveBetweenPages();
        _folder.Server.SearchStatus = 403;
        var file = File.ReadAllText(_folder.Path);
        var failed = await _folder.NextNightAsync(_tenPages);
        Assert.Single(failed.Failures);
        Assert.Empty(failed.Changes);
        Assert.Equal(file, File.ReadAllText(_folder.Path));

        _folder.Server.SearchStatus = null;
        var outcome = await _folder.SyncAsync(_tenPages);
        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        // Two to see whether the list has moved since, and a search for each of the two.
        Assert.Equal(2 + 2, Assert.Single(outcome.Accounts).Calls);
    }

    [Theory]
    [InlineData(true, 100)]
    [InlineData(false, 500)]
    public async Task A_reading_that_proves_who_left_costs_no_search(bool everyPage, int pageSize)
    {
        var request = _tenPages with { File = _tenPages.File with { PageSize = pageSize, VerifyEveryPage = everyPage } };
        await _folder.SyncAsync(request);
        var gone = _folder.Server.Leave(500);
        var outcome = await _folder.NextNightAsync(request);
        Assert.Equal(gone.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Equal(0, _folder.Server.Searches);
        Assert.Equal(0, Assert.Single(outcome.Accounts).Confirmed);
    }

    [Fact]
    public async Task Whoever_changed_all_ids_at_once_and_was_skipped_is_found_by_identifier_and_date()
    {
        await _folder.SyncAsync(_tenPages);
        var (gone, skipped) = LeaveBetweenPages(atTheEnd: () =>
            _folder.Server.Change(299, person => LivingList.With(person, memberId: "new", urns: "new")));

        var outcome = await _folder.NextNightAsync(_tenPages);
        Assert.Equal(["Changed", "Removed"], outcome.Changes.Select(change => change.Change).Order(StringComparer.Ordinal));
        Assert.Equal(gone.MemberId, outcome.Changes.Single(change => change.Change == "Removed").Relation.MemberId);
        Assert.Equal(skipped.PublicIdentifier, outcome.Changes.Single(change => change.Change == "Changed").Relation.PublicIdentifier);
    }

    [Theory]
    [InlineData("the file was not put in place")]
    [InlineData("the run was killed after the file was put in place")]
    public async Task An_old_full_read_does_not_remove_who_was_added_since(string how)
    {
        await _folder.SyncAsync(_tenPages);
        var before = File.ReadAllBytes(_folder.Path);
        _folder.Server.Leave(700);
        // While the removed are searched for, the finished reading is on the disk.
        Dictionary<string, byte[]> left = [];
        _folder.Server.BeforeCall = (_, _) =>
        {
            if (_folder.Server.Searches > 0)
            {
                left = Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!, "*.postpress-full.*").ToDictionary(path => path, File.ReadAllBytes);
            }

            return null;
        };
        await _folder.NextNightAsync(_tenPages);
        _folder.Server.BeforeCall = static (_, _) => null;
        Assert.NotEmpty(left);
        foreach (var (path, bytes) in left)
        {
            File.WriteAllBytes(path, bytes);
        }

        if (how == "the file was not put in place")
        {
            File.Move(_folder.Path, _folder.Path + ".postpress-next");
            File.WriteAllBytes(_folder.Path, before);
        }

        await AddManyAsync();
        var full = await _folder.SyncAsync(_tenPages);
        var done = Assert.Single(full.Accounts);
        Assert.Equal((0L, 0L), (done.Added, done.Removed));
        Assert.InRange(done.Calls, Pages, 3 * Pages);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task A_full_read_that_is_due_again_does_not_take_the_one_that_was_refused()
    {
        var request = _tenPages with { Full = false, FullEvery = TimeSpan.FromHours(1) };
        await _folder.SyncAsync(request);
        _folder.Clock.Advance(TimeSpan.FromHours(2));
        // For a moment the list has a tenth of its people, so the guard keeps the file.
        var people = _folder.Server.Now();
        while (_folder.Server.Now().Count > 400)
        {
            _folder.Server.Leave(0);
        }

        Assert.Single((await _folder.SyncAsync(request)).Refusals);
        _folder.Server.Restore(people);
        _folder.Clock.Advance(TimeSpan.FromMinutes(10));
        await AddManyAsync(request with { FullEvery = TimeSpan.FromDays(7) });
        _folder.Clock.Advance(TimeSpan.FromHours(2));

        var outcome = await _folder.SyncAsync(request);
        var done = Assert.Single(outcome.Accounts);
        Assert.Equal(("Full", "Complete", 0L), (done.Read, done.Status, done.Removed));
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task A_new_person_with_the_name_of_one_who_left_is_added_and_not_a_change()
    {
        await _folder.SyncAsync(_tenPages);
        var gone = _folder.Server.Leave(500);
        var added = _folder.Server.Connect();
        _folder.Server.Change(0, person => LivingList.With(person, identifier: gone.PublicIdentifier));

        var outcome = await _folder.NextNightAsync(_tenPages);
        Assert.Equal(["Added", "Removed"], outcome.Changes.Select(change => change.Change).Order(StringComparer.Ordinal));
        Assert.Equal(added.MemberId, outcome.Changes.Single(change => change.Change == "Added").Relation.MemberId);
        Assert.Empty((await _folder.NextNightAsync(_tenPages)).Changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_edited_while_a_sync_reads_is_not_replaced(bool isFull)
    {
        await _folder.SyncAsync(_tenPages);
        _folder.Server.Connect();
        var edited = "";
        var request = _tenPages with { Full = isFull };
        _folder.Server.BeforeCall = (_, _) =>
        {
            if (edited.Length == 0)
            {
                edited = File.ReadAllText(_folder.Path).Replace("Lovelace", "Byron", StringComparison.Ordinal);
                File.WriteAllText(_folder.Path, edited);
            }

            return null;
        };
        var refused = await Assert.ThrowsAsync<ExportFileException>(() => _folder.NextNightAsync(request));
        Assert.Equal("TargetChanged", refused.Id);
        Assert.Equal(edited, File.ReadAllText(_folder.Path));

        _folder.Server.BeforeCall = static (_, _) => null;
        var calls = _folder.Server.Calls;
        var outcome = await _folder.SyncAsync(request);
        Assert.Equal("Complete", Assert.Single(outcome.Accounts).Status);
        Assert.True(!isFull || _folder.Server.Calls == calls + 2, "The reading of the refused run is used, once two calls have verified it.");
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    // Someone has left before the run. Someone else, of page 3, leaves between page 3 and page 4: the first of page 4 is on page 3 now, and is never read.
    private (UserRelation Gone, UserRelation Skipped) LeaveBetweenPages(Action? atTheEnd = null)
    {
        var gone = _folder.Server.Leave(900);
        var first = _folder.Server.Calls;
        var skipped = _folder.Server.Now()[300];
        _folder.Server.BeforeCall = (_, call) =>
        {
            if (call == first + 4)
            {
                _folder.Server.Leave(250);
                atTheEnd?.Invoke();
            }

            return null;
        };
        return (gone, skipped);
    }

    private async Task AddManyAsync(SyncRequest? request = null)
    {
        _folder.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 190; i++)
        {
            _folder.Server.Connect();
        }

        var usual = await _folder.SyncAsync(request ?? _tenPages with { Full = false });
        Assert.Equal(190, Assert.Single(usual.Accounts).Added);
    }
}
