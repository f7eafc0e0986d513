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
        await File.WriteAllTextAsync(path, "old");
        Assert.Equal(ExportFileError.TargetExists, (await RefuseAsync(ExportRun.Csv(path) with { NoClobber = true })).Error);
        Assert.Empty(_server.Describe().GetCalls());
        Assert.Equal("old", await File.ReadAllTextAsync(path));
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
        await File.WriteAllTextAsync(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal(ExportFileError.NotPermitted, (await RefuseAsync(ExportRun.Csv(path))).Error);
        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path) with { Force = true })).Export.Status);
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

    private Task<ExportFileException> RefuseAsync(ExportRequest request) =>
        Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, request));
}
