namespace PostPress.Client.Tests.Export;

public sealed class ExportTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { RelationCount = 50 });

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task No_clobber_refuses_an_existing_target_before_any_call()
    {
        var path = _folder.File("r.csv");
        await File.WriteAllTextAsync(path, Exported.Header);
        Assert.Equal(ExportFileError.TargetExists, (await RefuseAsync(ExportRun.Csv(path) with { NoClobber = true })).Error);
        Assert.Empty(_server.Describe().GetCalls());
        Assert.Equal(Exported.Header, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_missing_folder_is_named_before_any_call()
    {
        var refusal = await RefuseAsync(ExportRun.Csv(Path.Combine(_folder.Path, "nowhere", "r.csv")));
        Assert.Equal(ExportFileError.FolderNotFound, refusal.Error);
        Assert.Empty(_server.Describe().GetCalls());
    }

    [Fact]
    public async Task A_read_only_target_is_replaced_by_force_alone()
    {
        var path = _folder.File("r.csv");
        await File.WriteAllTextAsync(path, Exported.Header);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal(ExportFileError.NotPermitted, (await RefuseAsync(ExportRun.Csv(path))).Error);
        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path) with { Force = true })).Export.Status);
        Assert.True((File.GetAttributes(path) & FileAttributes.ReadOnly) != 0);
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public async Task What_is_in_the_way_of_one_file_of_several_is_the_status_of_its_account()
    {
        var path = _folder.File("r.csv");
        await File.WriteAllTextAsync(path, Exported.Header);
        using var exporter = new RelationExporter(ExportRun.Connect(_server.BaseUri), new ClientOptions());
        var outcome = await exporter.TryExportAsync(ExportRun.Csv(path) with { NoClobber = true }, default);

        Assert.Equal((path, ExportRun.Account, "ExportTargetExists", 0L, 0L, false), Shown(outcome.Export));
        Assert.Equal(ExportFileError.TargetExists, outcome.Refusal!.Error);
        Assert.Equal("Complete", (await exporter.TryExportAsync(ExportRun.Csv(path), default)).Export.Status);
    }

    [Fact]
    public async Task The_calls_of_a_file_that_can_not_be_put_in_place_are_counted()
    {
        var path = _folder.File("r.csv");
        void PutSomethingThere(RunEvent happened)
        {
            if (happened is PageWritten)
            {
                Directory.CreateDirectory(Path.Combine(path, "in the way"));
            }
        }

        using var exporter = new RelationExporter(ExportRun.Connect(_server.BaseUri), new ClientOptions { Observer = PutSomethingThere });
        var outcome = await exporter.TryExportAsync(ExportRun.Csv(path), default);
        Assert.Equal((outcome.Refusal!.Id, 1L), (outcome.Export.Status, outcome.Export.Calls));
        Assert.Equal(ExportFileError.IsDirectory, outcome.Refusal.Error);
    }

    [Fact]
    public async Task A_second_export_to_the_same_target_is_refused_while_the_first_runs()
    {
        var request = ExportRun.Csv(_folder.File("r.csv"));
        ExportFileException? refusal = null;
        void StartASecond(RunEvent happened)
        {
            if (happened is PageRequested)
            {
                refusal = Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, request)).GetAwaiter().GetResult();
            }
        }

        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, request, StartASecond)).Export.Status);
        Assert.Equal(ExportFileError.InUse, refusal!.Error);
        Assert.Equal(["r.csv"], _folder.Names);
    }

    [Fact]
    public async Task A_lock_left_by_a_dead_process_does_not_hinder()
    {
        await File.WriteAllTextAsync(_folder.File("r.csv.postpress-lock"), "");
        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(_folder.File("r.csv")))).Export.Status);
    }

    private static (string Path, string Account, string Status, long Rows, long Calls, bool Verified) Shown(PostPressExport export) =>
        (export.Path, export.AccountId, export.Status, export.Rows, export.Calls, export.Verified);

    private Task<ExportFileException> RefuseAsync(ExportRequest request) =>
        Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, request));
}
