using System.Text;

namespace PostPress.Client.Tests.Export;

public sealed class ExportResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failure_in_the_middle_leaves_no_target_and_the_same_export_goes_on()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 3 });
        var request = ExportRun.Csv(_folder.File("r.csv"));

        var failed = await ExportRun.ExportAsync(server.BaseUri, request);
        Assert.Equal("insufficient_permissions", failed.Export.Status);
        Assert.Equal(2000, failed.Export.Rows);
        Assert.DoesNotContain("-Cursor", failed.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(["r.csv.postpress-journal", "r.csv.postpress-part"], _folder.Names);

        var events = new List<RunEvent>();
        var resumed = await ExportRun.ExportAsync(server.BaseUri, request, events.Add);
        Assert.Equal([new ExportResumed(request.Path, 2000)], events.OfType<ExportResumed>());
        Assert.Empty(events.Of(nameof(RunNotice.ExportRestarted)));
        Assert.Equal(("Complete", 5000L, 2000L, 3L + 2), (resumed.Export.Status, resumed.Export.Rows, resumed.Export.ResumedFrom, resumed.Export.Calls));
        Assert.Equal(["r.csv"], _folder.Names);
    }

    [Fact]
    public async Task A_failure_before_the_first_page_leaves_nothing_behind()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 1 });

        var failed = await ExportRun.ExportAsync(server.BaseUri, ExportRun.Csv(_folder.File("r.csv")));
        Assert.Equal(("insufficient_permissions", 0L), (failed.Export.Status, failed.Export.Rows));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_resumed_export_that_fails_at_once_keeps_what_it_has()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 2, Times = 2 });
        var request = ExportRun.Csv(_folder.File("r.csv"));

        await ExportRun.ExportAsync(server.BaseUri, request);
        await ExportRun.ExportAsync(server.BaseUri, request);
        Assert.Equal(["r.csv.postpress-journal", "r.csv.postpress-part"], _folder.Names);
        var resumed = await ExportRun.ExportAsync(server.BaseUri, request);
        Assert.Equal(("Complete", 1000L), (resumed.Export.Status, resumed.Export.ResumedFrom));
    }

    [Fact]
    public async Task The_previous_target_stays_until_the_new_one_is_complete()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 2 });
        var path = _folder.File("r.csv");
        await File.WriteAllTextAsync(path, Exported.Header);

        await ExportRun.ExportAsync(server.BaseUri, ExportRun.Csv(path));
        Assert.Equal(Exported.Header, await File.ReadAllTextAsync(path));

        await ExportRun.ExportAsync(server.BaseUri, ExportRun.Csv(path));
        Assert.NotEqual(Exported.Header, await File.ReadAllTextAsync(path));
    }

    public static TheoryData<string, string> OtherExports => new()
    {
        { "filter", "the filter" }, { "address", "the address" }, { "format", "the format" }, { "safe", "the format" },
    };

    [Theory]
    [MemberData(nameof(OtherExports))]
    public async Task An_unfinished_export_of_something_else_is_refused_and_Restart_throws_it_away(string what, string named)
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 2, Times = 1 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportRun.ExportAsync(server.BaseUri, request);
        var address = what == "address" ? new Uri(server.BaseUri.AbsoluteUri.Replace("/v1", "/api/v1", StringComparison.Ordinal)) : server.BaseUri;
        var other = what switch
        {
            "filter" => request with { Filter = "a" },
            "format" => request with { Format = ExportFormat.JsonLines },
            "safe" => request with { SpreadsheetSafe = true },
            _ => request,
        };

        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(address, other));
        Assert.Equal(ExportFileError.OtherExport, refusal.Error);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-Restart", refusal.RecommendedAction, StringComparison.Ordinal);

        var restarted = await ExportRun.ExportAsync(address, other with { Restart = true });
        Assert.Equal(("Complete", 0L), (restarted.Export.Status, restarted.Export.ResumedFrom));
    }

    [Theory]
    [InlineData("journal flipped", "its journal is damaged, or of another version")]
    [InlineData("journal empty", "its journal is damaged, or of another version")]
    [InlineData("journal of another version", "its journal is damaged, or of another version")]
    [InlineData("work file flipped", "its work file is damaged")]
    [InlineData("work file shorter", "its work file is damaged")]
    public async Task A_damaged_journal_or_work_file_is_not_trusted(string damage, string reason)
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 3 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportRun.ExportAsync(server.BaseUri, request);
        Damage(damage);

        var events = new List<RunEvent>();
        var outcome = await ExportRun.ExportAsync(server.BaseUri, request, events.Add);

        Assert.Equal(("Complete", 5000L, 0L), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.ResumedFrom));
        Assert.Equal([RunNotice.ExportRestarted(request.Path, reason)], events.Of(nameof(RunNotice.ExportRestarted)));
        Assert.Empty(events.OfType<ExportResumed>());
        await AssertWholeAsync(server.BaseUri, request.Path);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_although_the_journal_vouches_for_them_are_refused_and_Restart_throws_them_away()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 3, Times = 1 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportRun.ExportAsync(server.BaseUri, request);
        var files = new ExportFiles(request);
        files.Journal.Read(out var journal);
        await File.WriteAllTextAsync(files.Work, (await File.ReadAllTextAsync(files.Work)).Replace("MemberId", "Member", StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(files.Work);
        files.Journal.Write(journal! with { Bytes = bytes.Length, Hash = ContentHash.Of(bytes) });

        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(server.BaseUri, request));
        Assert.Equal(ExportFileError.Unreadable, refusal.Error);
        Assert.Contains("MemberId", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-Restart", refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("Complete", (await ExportRun.ExportAsync(server.BaseUri, request with { Restart = true })).Export.Status);
    }

    [Fact]
    public async Task Bytes_behind_those_that_the_journal_counts_are_cut_off()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 3 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportRun.ExportAsync(server.BaseUri, request);
        await File.AppendAllTextAsync(_folder.File("r.csv.postpress-part"), "half a ro");

        Assert.Equal(2000, (await ExportRun.ExportAsync(server.BaseUri, request)).Export.ResumedFrom);
        await AssertWholeAsync(server.BaseUri, request.Path);
    }

    [Fact]
    public async Task A_list_that_grew_meanwhile_gives_no_one_twice()
    {
        using var server = Sandbox(new SandboxFault { Status = 403, Page = 3 }, new SandboxFault { Kind = SandboxFaultKind.Shift, Page = 2 }, new SandboxFault { Kind = SandboxFaultKind.Shift, Page = 3 });
        var request = ExportRun.Csv(_folder.File("r.csv"));
        await ExportRun.ExportAsync(server.BaseUri, request);
        var outcome = await ExportRun.ExportAsync(server.BaseUri, request);

        // The two who connected meanwhile are there too.
        Assert.Equal(("Complete", 5002L), (outcome.Export.Status, outcome.Export.Rows));
        Assert.True(outcome.Export.DuplicatesDropped > 0);
        Assert.Equal(5002, MembersIn(request.Path).Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_export_resumes()
    {
        using var server = Sandbox();
        using var cancellation = new CancellationTokenSource();
        var request = ExportRun.Csv(_folder.File("r.csv"));
        void CancelAfterTwoPages(RunEvent happened)
        {
            if (happened is PageWritten { Page: 2 })
            {
                cancellation.Cancel();
            }
        }

        // With a pause: without one the third page is asked for already, and may have come (ExportOverlapTests).
        var connection = ExportRun.Connect(server.BaseUri);
        using var exporter = new RelationExporter(
            connection.With(connection.Settings with { PageDelaySec = 0.001 }), new ClientOptions { Observer = CancelAfterTwoPages });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exporter.ExportAsync(request, cancellation.Token));
        Assert.Equal(2000, (await ExportRun.ExportAsync(server.BaseUri, request)).Export.ResumedFrom);
        await AssertWholeAsync(server.BaseUri, request.Path);
    }

    private static SandboxServer Sandbox(params SandboxFault[] faults) => SandboxServer.Start(new SandboxOptions { RelationCount = 5000, Faults = faults });

    private static IEnumerable<string?> MembersIn(string path)
    {
        using var file = File.OpenRead(path);
        foreach (var relation in new CsvFormatter(new FileFormat(ExportFormat.Csv, ',', true, false)).ReadRelations(file))
        {
            yield return relation.MemberId;
        }
    }

    private async Task AssertWholeAsync(Uri baseUri, string path)
    {
        var undisturbed = _folder.File("undisturbed.csv");
        await ExportRun.ExportAsync(baseUri, ExportRun.Csv(undisturbed));
        Assert.Equal(await File.ReadAllBytesAsync(undisturbed), await File.ReadAllBytesAsync(path));
    }

    private void Damage(string damage)
    {
        var path = _folder.File(damage.StartsWith("journal", StringComparison.Ordinal) ? "r.csv.postpress-journal" : "r.csv.postpress-part");
        var bytes = File.ReadAllBytes(path);
        if (damage.EndsWith("flipped", StringComparison.Ordinal))
        {
            bytes[bytes.Length / 2] ^= 1;
        }
        else if (damage.EndsWith("version", StringComparison.Ordinal))
        {
            var json = Encoding.UTF8.GetString(bytes).Split('\n')[0].Replace("\"Version\":2", "\"Version\":99", StringComparison.Ordinal);
            bytes = Encoding.UTF8.GetBytes($"{json}\n{ContentHash.Of(Encoding.UTF8.GetBytes(json))}\n");
        }
        else
        {
            bytes = damage.EndsWith("shorter", StringComparison.Ordinal) ? bytes[..(bytes.Length / 2)] : [];
        }

        File.WriteAllBytes(path, bytes);
    }
}
