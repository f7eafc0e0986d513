using System.Text;

namespace PostPress.Client.Tests.Sync;

/// <summary>The file and what is remembered of it: changed by hand, lost, of another list, in use.</summary>
public sealed class SyncFileTests : IDisposable
{
    private readonly SyncFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    public async Task A_row_deleted_by_hand_is_no_change_and_comes_back(ExportFormat format)
    {
        _folder.Request = _folder.Request with { File = _folder.Request.File with { Format = format } };
        await _folder.SyncAsync();
        await EditAsync(lines => [.. lines.Where(line => !line.Contains("ada-77", StringComparison.Ordinal))]);
        var added = _folder.Server.Connect();
        var gone = _folder.Server.Leave(100);

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(["Added", "Removed"], outcome.Changes.Select(change => change.Change));
        Assert.Equal([added.MemberId, gone.MemberId], outcome.Changes.Select(change => change.Relation.MemberId));
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
        Assert.Contains(_folder.Events, seen => seen is RunNotice { Id: nameof(RunNotice.FullReadBegins), IsWarning: true } full && full.Message.EndsWith("because the file is not as the last sync left it.", StringComparison.Ordinal));
        Assert.DoesNotContain(_folder.Events, seen => seen is RunNotice { Id: nameof(RunNotice.ChangesNotReported) });
    }

    [Theory]
    [InlineData("\r\n", "\n")]
    [InlineData(",", ";")]
    public async Task Who_is_gone_is_told_also_where_something_has_saved_the_file_in_its_own_way(string old, string other)
    {
        await _folder.SyncAsync();
        // Where the text of a cell has it too, the row counts as changed by hand.
        await File.WriteAllTextAsync(_folder.Path, (await File.ReadAllTextAsync(_folder.Path)).Replace(old, other, StringComparison.Ordinal));
        var gone = _folder.Server.Now().First(person => person is { Headline: null, LastName: "Lovelace" });
        _folder.Server.Leave(_folder.Server.Now().ToList().IndexOf(gone));

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(("Removed", gone.MemberId), outcome.Changes is [var change] ? (change.Change, change.Relation.MemberId) : default);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task A_cell_changed_by_hand_is_no_change_and_is_put_right()
    {
        await _folder.SyncAsync();
        await EditAsync(lines => [.. lines.Select(line => line.Replace("Engineer, 76", "My best customer", StringComparison.Ordinal))]);

        Assert.Empty((await _folder.NextNightAsync()).Changes);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task What_can_not_be_told_is_counted()
    {
        await _folder.SyncAsync();
        await EditAsync(lines => [.. lines.Where(line => !line.Contains("ada-76", StringComparison.Ordinal) && !line.Contains("ada-77", StringComparison.Ordinal))]);
        var places = _folder.Server.Now().Select((person, place) => (person.PublicIdentifier, place)).ToDictionary(pair => pair.PublicIdentifier!, pair => pair.place);
        _folder.Server.Change(places["ada-76"], person => LivingList.With(person, headline: "CTO"));
        _folder.Server.Leave(places["ada-77"]);

        Assert.Empty((await _folder.NextNightAsync()).Changes);
        Assert.Contains(" 2 people ", Assert.Single(_folder.Events.Of(nameof(RunNotice.ChangesNotReported))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"first_name\":1}")]
    [InlineData("AccountId,FirstName,LastName,Headline,PublicIdentifier,PublicProfileUrl,CreatedAt,MemberId,MemberUrn,ConnectionUrn,ProfilePictureUrl\r\na,b,c,d,e,f,yesterday,h,i,j,k")]
    public async Task A_file_that_is_something_else_now_is_read_anew_without_invented_changes(string content)
    {
        await _folder.SyncAsync();
        await File.WriteAllTextAsync(_folder.Path, content);
        var added = _folder.Server.Connect();

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(added.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
        Assert.Equal("Newest", Assert.Single((await _folder.NextNightAsync()).Accounts).Read);
    }

    [Fact]
    public async Task A_lost_file_comes_back_without_invented_changes()
    {
        await _folder.SyncAsync();
        File.Delete(_folder.Path);
        var added = _folder.Server.Connect();

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(added.MemberId, Assert.Single(outcome.Changes).Relation.MemberId);
        Assert.Equal("the file is gone", Assert.Single(outcome.Accounts).Reason);
        Assert.Equal(251, _folder.Rows.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"Version\":1}\n00\n")]
    public async Task Lost_or_damaged_memory_is_a_new_beginning_without_changes(string? content)
    {
        await _folder.SyncAsync();
        if (content is null)
        {
            File.Delete(_folder.StatePath);
        }
        else
        {
            await File.WriteAllTextAsync(_folder.StatePath, content);
        }

        _folder.Server.Connect();
        _folder.Server.Leave(100);

        var outcome = await _folder.NextNightAsync();

        Assert.Empty(outcome.Changes);
        Assert.Contains(_folder.Events, seen => seen is RunNotice { Id: nameof(RunNotice.FullReadBegins), IsWarning: true } full && full.Message.EndsWith("no changes are told this time.", StringComparison.Ordinal));
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
        Assert.Equal("Newest", Assert.Single((await _folder.NextNightAsync()).Accounts).Read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_told_as_added_by_a_new_beginning_that_is_not_the_first(bool isLost)
    {
        _folder.Request = _folder.Request with { ReportInitial = true };
        await _folder.SyncAsync();
        if (isLost)
        {
            File.Delete(_folder.StatePath);
        }
        else
        {
            _folder.Request = _folder.Request with { File = _folder.Request.File with { Filter = "Ada" } };
        }

        Assert.Empty((await _folder.NextNightAsync()).Changes);
    }

    [Fact]
    public async Task Another_account_of_the_file_is_told_as_added_where_that_is_wanted()
    {
        using var folder = new SyncFolder(20, "acc_1", "acc_2");
        folder.Request = folder.Request with { ReportInitial = true };
        await folder.SyncAsync(folder.Request with { File = folder.Request.File with { AccountIds = ["acc_1"] } });

        Assert.Equal(20, (await folder.NextNightAsync()).Changes.Count(change => change.AccountId == "acc_2"));
    }

    [Fact]
    public async Task Another_filter_is_another_list_and_no_change()
    {
        await _folder.SyncAsync();
        _folder.Server.Leave(100);

        var outcome = await _folder.NextNightAsync(_folder.Request with { File = _folder.Request.File with { Filter = "Ada" } });

        Assert.Empty(outcome.Changes);
        Assert.Contains("filter", Assert.Single(outcome.Accounts).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_format_is_written_anew_with_one_call()
    {
        await _folder.SyncAsync();
        _folder.Request = _folder.Request with { File = _folder.Request.File with { Format = ExportFormat.JsonLines, ByteOrderMark = false } };

        var outcome = await _folder.NextNightAsync();

        Assert.Equal(("Newest", 1L), outcome.Accounts is [var done] ? (done.Read, done.Calls) : default);
        Assert.Equal(SyncFolder.Texts(_folder.Server.Now()), SyncFolder.Texts(_folder.Rows));
    }

    [Fact]
    public async Task A_spreadsheet_safe_file_is_read_back_as_it_was()
    {
        _folder.Request = _folder.Request with { File = _folder.Request.File with { SpreadsheetSafe = true } };
        await _folder.SyncAsync();
        _folder.Server.Connect();

        Assert.Equal("Added", Assert.Single((await _folder.NextNightAsync()).Changes).Change);
        Assert.Empty((await _folder.NextNightAsync(_folder.Request with { Full = true })).Changes);
    }

    [Fact]
    public async Task Nothing_is_written_or_delivered_where_it_is_only_looked()
    {
        await _folder.SyncAsync();
        var before = await File.ReadAllBytesAsync(_folder.StatePath);
        var rows = SyncFolder.Texts(_folder.Rows);
        _folder.Server.Connect();
        _folder.Server.Leave(100);

        var look = await _folder.NextNightAsync(_folder.Request with { ReadOnly = true, Full = true });

        Assert.Equal(["Added", "Removed"], look.Changes.Select(change => change.Change));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.StatePath));
        Assert.Equal(rows, SyncFolder.Texts(_folder.Rows));
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], _folder.Names);
        Assert.Equal(2, (await _folder.NextNightAsync(_folder.Request with { Full = true })).Changes.Count);
    }

    [Fact]
    public async Task A_first_look_leaves_nothing_behind()
    {
        await _folder.SyncAsync(_folder.Request with { ReadOnly = true });
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task The_second_of_two_at_one_time_gets_the_error_of_an_export()
    {
        await _folder.SyncAsync();
        ExportFileException? refusal = null;
        _folder.Server.BeforeCall = (_, _) =>
        {
            refusal = Assert.Throws<ExportFileException>(() => _folder.SyncAsync().GetAwaiter().GetResult());
            return null;
        };

        await _folder.NextNightAsync();

        Assert.Equal("ExportInUse", refusal?.Id);
        Assert.Equal($"Sync to '{_folder.Path}': Another process is writing this file. Wait until it is done, or choose another -Path.", refusal?.Message);
    }

    [Fact]
    public async Task The_accounts_of_a_file_go_on_without_the_one_that_fails()
    {
        using var folder = new SyncFolder(150, "acc_1", "acc_2");
        await folder.SyncAsync();
        folder.Server.BeforeCall = (account, _) => account == "acc_1" ? 403 : null;
        folder.Server.Connect("acc_1");
        folder.Server.Connect("acc_2");

        var outcome = await folder.NextNightAsync();

        Assert.Equal("acc_2", Assert.Single(outcome.Changes).AccountId);
        Assert.Equal("acc_1", Assert.Single(outcome.Failures).AccountId);
        Assert.Equal([150, 151], folder.Rows.GroupBy(row => row.AccountId).Select(group => group.Count()));

        folder.Server.BeforeCall = (_, _) => null;
        Assert.Equal("acc_1", Assert.Single((await folder.NextNightAsync()).Changes).AccountId);
    }

    [Fact]
    public async Task A_new_file_waits_for_all_its_accounts()
    {
        using var folder = new SyncFolder(150, "acc_1", "acc_2");
        folder.Server.BeforeCall = (account, _) => account == "acc_1" ? 403 : null;

        var outcome = await folder.SyncAsync();

        Assert.Equal("Waiting", outcome.Accounts[1].Status);
        Assert.False(File.Exists(folder.Path));
        folder.Server.BeforeCall = (_, _) => null;
        outcome = await folder.SyncAsync();
        Assert.Equal(1, outcome.Accounts[1].Calls);
        Assert.Equal(300, folder.Rows.Count);
        Assert.Equal(["r.csv", "r.csv.postpress-sync"], folder.Names);
    }

    [Fact]
    public async Task An_account_that_is_not_asked_for_stays_in_the_file()
    {
        using var folder = new SyncFolder(150, "acc_1", "acc_2");
        await folder.SyncAsync();
        folder.Server.Connect("acc_1");
        folder.Server.Connect("acc_2");

        await folder.NextNightAsync(folder.Request with { File = folder.Request.File with { AccountIds = ["acc_2"] } });

        Assert.Equal([150, 151], folder.Rows.GroupBy(row => row.AccountId).Select(group => group.Count()));
        Assert.Equal("acc_1", Assert.Single((await folder.NextNightAsync()).Changes).AccountId);
    }

    private async Task EditAsync(Func<string[], IEnumerable<string>> edit)
    {
        var text = await File.ReadAllTextAsync(_folder.Path);
        await File.WriteAllTextAsync(_folder.Path, string.Join('\n', edit(text.Split('\n'))), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }
}
