using System.Text;
using PostPress.Client.Tests.Sync;

namespace PostPress.Client.Tests.Export;

/// <summary>A file that is not a list of relations, or has more in it, is never replaced: neither by an export nor by a sync, and not with -Force.</summary>
public sealed class TargetContentTests : IDisposable
{
    private const string Row = "acc_1,Ada,Müller,Chief,ada,https://x,2025-05-16T12:53:20.123Z,m1,u1,c1,p1";
    private const string Table = Exported.Header + "\r\n" + Row + "\r\n";
    private const string NotOurs = "The file in place is not a file of relations, or is damaged, so it was not replaced. ";

    private readonly SyncFolder _folder = new(20);

    public static TheoryData<string, byte[], string> Others => new()
    {
        { "processes", Utf8("\"NPM(K)\",\"Id\",\"ProcessName\"\r\n\"12\",\"1\",\"pwsh\"\r\n"), NotOurs + "It begins neither with a line of JSON nor with the columns AccountId, FirstName and so on." },
        { "notes", Utf8("buy milk\n"), NotOurs },
        { "an archive", Utf8("PK\u0003\u0004\0\0"), NotOurs },
        { "zeros", new byte[4096], NotOurs },
        { "contacts", Utf8("FirstName,LastName,Mail\r\nAda,Müller,a@b\r\n"), NotOurs + "Line 1: the header lacks AccountId, " },
        { "some columns", Utf8("AccountId,FirstName\r\nacc_1,Ada\r\n"), NotOurs + "Line 1: the header lacks LastName, " },
        { "a document", Utf8("{\r\n  \"items\": []\r\n}\r\n"), NotOurs + "Line 1: it is not the JSON of a relation." },
        { "settings", Utf8("{\"name\":\"x\"}\n"), NotOurs + "Line 1: " },
        { "a relation and something else", Utf8("{\"member_id\":\"1\"} x\n"), NotOurs + "Line 1: " },
        { "another encoding", [.. Encoding.Latin1.GetBytes(Table)], NotOurs + "Line 2: it is not UTF-8." },
        { "a quotation mark", Utf8(Table + "\"acc_1"), NotOurs + "Line 3: a quotation mark " },
        { "a remark at the end", Utf8(Table + "checked by Bob\r\n"), NotOurs + "Line 3: it has 1 field, " },
        { "half a line", Utf8("{\"member_id\":\"1\"}\n{\"member_"), NotOurs + "Line 2: " },
        { "a column", Utf8(Table.Replace("\r\n", ",x\r\n", StringComparison.Ordinal)), "The file in place has a column that relations don't have, and would lose it: 'x'." },
        { "two columns", Utf8($"Notes,{Exported.Header},R\u001b[31m\r\n,{Row},5\r\n"), "The file in place has columns that relations don't have, and would lose them: 'Notes', 'R [31m'." },
        { "a column twice", Utf8(Table.Replace("\r\n", ",Headline\r\n", StringComparison.Ordinal)), "The file in place has a column that relations don't have, and would lose it: 'Headline'." },
        { "a cell without a name", Utf8($"{Exported.Header},,\r\n{Row},,call him\r\n"), "The file in place has a column that relations don't have, and would lose it: 'column 13'." },
        { "a cell behind the header", Utf8($"{Table}{Row},call him\r\n"), "The file in place has a column that relations don't have, and would lose it: 'column 12'." },
        { "many columns", Utf8($"{Exported.Header},1,2,3,4,5,6,7\r\n"), "The file in place has columns that relations don't have, and would lose them: '1', '2', '3', '4', '5' and 2 more." },
        { "a name", Utf8("{\"member_id\":\"1\",\"notes\":null}\n{\"member_id\":\"1\",\"notes\":[1]}\n"), "The file in place has a column that relations don't have, and would lose it: 'notes'." },
    };

    public static TheoryData<string, byte[]> Ours => new()
    {
        { "nothing", [] },
        { "a BOM", [0xEF, 0xBB, 0xBF] },
        { "line breaks", Utf8("\r\n\r\n") },
        { "a header", Utf8(Exported.Header) },
        { "rows", Utf8(Table) },
        { "JSON Lines", Utf8("{\"account_id\":\"acc_1\",\"member_id\":\"1\"}\n\n{\"created_at\":\"soon\"}\n") },
        { "Export-Csv", Utf8($"#TYPE PostPress.UserRelation\r\n\"{Exported.Header.Replace(",", "\",\"", StringComparison.Ordinal)}\"\r\n{Row}\r\n") },
        { "Excel with semicolons", Utf8(Table.Replace(',', ';')) },
        { "Excel with sep=", Utf8("sep=;\r\n" + Table.Replace(',', ';')) },
        { "Excel with a tab", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table.Replace(',', '\t'))] },
        { "Excel with dates of its own", Utf8(Table.Replace("2025-05-16T12:53:20.123Z", "16.5.25 noon", StringComparison.Ordinal)) },
        { "Excel with empty cells", Utf8(Table.Replace("\r\n", ",,\r\n", StringComparison.Ordinal) + ",,,\r\n") },
        { "another order", Utf8("ProfilePictureUrl,ConnectionUrn,MemberUrn,MemberId,CreatedAt,PublicProfileUrl,PublicIdentifier,Headline,LastName,FirstName,AccountId\n,,,m1,,,,,,,a\n") },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task Anything_else_is_refused_before_any_call(string what, byte[] content, string message)
    {
        await File.WriteAllBytesAsync(_folder.Path, content);
        foreach (var file in new[] { _folder.Request.File, _folder.Request.File with { Force = true, MinimumRowPercent = 0, Restart = true } })
        {
            Check("Export", await Assert.ThrowsAsync<ExportFileException>(() => ExportAsync(file)));
            Check("Sync", await Assert.ThrowsAsync<ExportFileException>(() => _folder.SyncAsync(_folder.Request with { File = file, Full = true })));
            Check("Sync", await Assert.ThrowsAsync<ExportFileException>(() => _folder.SyncAsync(_folder.Request with { File = file, ReadOnly = true })));
        }

        void Check(string task, ExportFileException refusal)
        {
            Assert.Equal((ExportFileError.TargetIsNotARelationsFile, "TargetIsNotARelationsFile", _folder.Path), (refusal.Error, refusal.Id, refusal.Path));
            Assert.StartsWith($"{task} to '{_folder.Path}': {message}", refusal.Message, StringComparison.Ordinal);
            Assert.EndsWith(refusal.RecommendedAction, refusal.Message, StringComparison.Ordinal);
            Assert.Equal((0, what), (_folder.Server.Calls, what));
            Assert.Equal(content, File.ReadAllBytes(_folder.Path));
            Assert.Equal(["r.csv"], _folder.Names);
        }
    }

    [Theory]
    [MemberData(nameof(Ours), DisableDiscoveryEnumeration = true)]
    public async Task A_list_of_relations_is_replaced_whoever_saved_it(string what, byte[] content)
    {
        await File.WriteAllBytesAsync(_folder.Path, content);
        Assert.True((await ExportAsync(_folder.Request.File)).Export.Status == "Complete", what);
        Assert.Equal(20, _folder.Rows.Count);
        await File.WriteAllBytesAsync(_folder.Path, content);
        Assert.True((await _folder.SyncAsync()).Accounts[0].Status == "Complete", what);
        Assert.Equal(20, _folder.Rows.Count);
    }

    [Fact]
    public async Task Notes_that_a_user_added_to_a_kept_file_stay_and_the_sync_goes_on_without_them()
    {
        await _folder.SyncAsync();
        var kept = await File.ReadAllTextAsync(_folder.Path);
        await File.WriteAllTextAsync(_folder.Path, kept.Replace("\r\n", ",call\r\n", StringComparison.Ordinal));
        var added = _folder.Server.Connect();
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => _folder.NextNightAsync());
        Assert.Contains("'call'", refusal.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder.Path, kept);
        Assert.Equal(added.MemberId, Assert.Single((await _folder.NextNightAsync()).Changes).Relation.MemberId);
    }

    [Fact]
    public async Task A_kept_file_that_was_removed_as_advised_comes_back_without_invented_changes()
    {
        await _folder.SyncAsync();
        await File.WriteAllTextAsync(_folder.Path, "something else");
        await Assert.ThrowsAsync<ExportFileException>(() => _folder.NextNightAsync());
        File.Delete(_folder.Path);
        Assert.Empty((await _folder.NextNightAsync()).Changes);
        Assert.Equal(20, _folder.Rows.Count);
    }

    [Fact]
    public async Task What_comes_in_the_place_of_the_target_while_an_export_reads_is_not_replaced_and_the_export_is_finished_later_without_a_call()
    {
        _folder.Server.BeforeCall = (_, _) =>
        {
            File.WriteAllText(_folder.Path, "something else");
            return null;
        };
        var outcome = await ExportAsync(_folder.Request.File);
        Assert.Equal(("TargetIsNotARelationsFile", ExportFileError.TargetIsNotARelationsFile), (outcome.Export.Status, outcome.Refusal?.Error));
        Assert.Equal("something else", await File.ReadAllTextAsync(_folder.Path));

        File.Delete(_folder.Path);
        var calls = _folder.Server.Calls;
        Assert.Equal("Complete", (await ExportAsync(_folder.Request.File)).Export.Status);
        Assert.Equal(calls, _folder.Server.Calls);
    }

    [Fact]
    public async Task What_comes_in_the_place_of_the_target_after_a_crash_is_not_replaced()
    {
        await _folder.SyncAsync();
        // As a kill between the state and the file leaves it.
        File.Move(_folder.Path, _folder.Path + ".postpress-next");
        await File.WriteAllTextAsync(_folder.Path, "something else");
        Assert.Equal(ExportFileError.TargetIsNotARelationsFile, (await Assert.ThrowsAsync<ExportFileException>(() => _folder.NextNightAsync())).Error);
        Assert.Equal("something else", await File.ReadAllTextAsync(_folder.Path));
    }

    private async Task<ExportOutcome> ExportAsync(ExportRequest request)
    {
        using var exporter = new RelationExporter(Make.Connection(), new ClientOptions { Handler = _folder.Server, Clock = _folder.Clock });
        return await exporter.ExportAsync(request, default);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
