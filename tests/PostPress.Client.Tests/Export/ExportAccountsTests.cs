namespace PostPress.Client.Tests.Export;

/// <summary>Several accounts in one file: one that fails stops no other, and the next run reads only what is missing.</summary>
public sealed class ExportAccountsTests : IDisposable
{
    private const string Main = "acc_sandbox_main";
    private const string Small = "acc_sandbox_small";

    private readonly TemporaryFolder _folder = new();
    private readonly List<RunEvent> _events = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failing_account_does_not_stop_the_next_and_the_file_waits_for_it()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 300, Faults = [new SandboxFault { Status = 401, Type = "disconnected_account", Times = 1 }] });
        var request = ExportRun.Csv(_folder.File("r.csv"), Main, Small);
        var first = await ExportAsync(server, request);

        Assert.Equal([(Main, "disconnected_account", 0L, 1L), (Small, "Waiting", 25L, 1L)], first.Exports.Select(Shown));
        Assert.Equal("disconnected_account", Assert.Single(first.Failures).Id);
        Assert.False(File.Exists(request.Path));

        var second = await ExportAsync(server, request);
        Assert.Equal([(Main, "Complete", 300L, 1L), (Small, "Complete", 25L, 0L)], second.Exports.Select(Shown));
        Assert.Equal((300, 25), Count(request.Path));
    }

    [Fact]
    public async Task An_account_that_fails_in_the_middle_resumes_there_behind_the_others()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500, Faults = [new SandboxFault { Status = 403, Page = 3 }] });
        var request = ExportRun.Csv(_folder.File("r.csv"), Main, Small);
        var first = await ExportAsync(server, request);
        Assert.Equal([(Main, "insufficient_permissions", 2000L, 3L), (Small, "Waiting", 25L, 1L)], first.Exports.Select(Shown));

        var second = await ExportAsync(server, request);
        Assert.Equal([(Main, "Complete", 2500L, 1L + 2), (Small, "Complete", 25L, 0L)], second.Exports.Select(Shown));
        Assert.Equal([2000L, 25L], second.Exports.Select(export => export.ResumedFrom));
        Assert.Equal((2500, 25), Count(request.Path));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    public async Task An_account_that_is_no_longer_wanted_is_dropped_and_a_new_one_is_read(ExportFormat format)
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500, Faults = [new SandboxFault { Status = 403, Page = 3 }] });
        var request = ExportRun.Csv(_folder.File("r.x"), Small, Main) with { Format = format };
        await ExportAsync(server, request);

        var changed = await ExportAsync(server, request with { AccountIds = [Main, "acc_sandbox_empty"] });
        Assert.Equal([(Main, "Complete", 2500L, 1L + 2), ("acc_sandbox_empty", "Complete", 0L, 1L)], changed.Exports.Select(Shown));
        Assert.EndsWith($"left out: {Small}.", Assert.Single(_events.Of(nameof(RunNotice.AccountsDropped))).Message, StringComparison.Ordinal);
        Assert.Equal((2500, 0), Count(request.Path));
    }

    [Fact]
    public async Task Where_dropping_an_account_fails_no_file_stays_open()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "Only Linux lists what is open.");
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500, Faults = [new SandboxFault { Status = 403, Page = 3 }] });
        var request = ExportRun.Csv(_folder.File("r.csv"), Small, Main);
        await ExportAsync(server, request);

        await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(server.BaseUri, request with { AccountIds = [Main] }, seen =>
        {
            if (seen is RunNotice { Id: nameof(RunNotice.AccountsDropped) })
            {
                // The next journal can't be written.
                Directory.CreateDirectory(request.Path + ".postpress-journal~");
            }
        }));
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget), open => open?.StartsWith(request.Path, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("acc_linkedin_01HX", "acc_linkedin_01HX")]
    [InlineData("../etc/passwd", "%2E%2E%2Fetc%2Fpasswd")]
    [InlineData("a b\u00e4", "a%20b%C3%A4")]
    public void The_id_of_an_account_is_made_fit_for_a_file_name(string id, string name) => Assert.Equal(name, AccountFileName.Of(id));

    private static (string Id, string Status, long Rows, long Calls) Shown(PostPressExport export) => (export.AccountId, export.Status, export.Rows, export.Calls);

    private static (int Main, int Small) Count(string path)
    {
        var text = File.ReadAllText(path);
        return (text.Split(Main).Length - 1, text.Split(Small).Length - 1);
    }

    private Task<ExportOutcome> ExportAsync(SandboxServer server, ExportRequest request) => ExportRun.ExportAsync(server.BaseUri, request, _events.Add);
}
