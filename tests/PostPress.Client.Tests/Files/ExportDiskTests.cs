using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Files;

/// <summary>Drives that are full or refuse: the error says which, and a run that fails before its first page leaves nothing.</summary>
public sealed class ExportDiskTests : IDisposable
{
    private const string EmptyAccount = "acc_sandbox_empty";

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { RelationCount = 500 });

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    // The system stops each file of the process at so many blocks of 512 bytes, as a full disk does: not even the header line fits, or not the first page, or only its journal does not.
    [Theory]
    [InlineData(0, ExportRun.Account)]
    [InlineData(8, ExportRun.Account)]
    [InlineData(8, EmptyAccount)]
    public async Task A_disk_that_is_full_at_the_first_page_has_nothing_left_on_it(int blocks, string account)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        var path = _folder.File("r.csv");
        await File.WriteAllTextAsync(path, Exported.Header);
        // The journal holds all the ids.
        await FillAsync(blocks, account == EmptyAccount ? $"{account},acc_{new string('x', 10_000)}" : account, path, pageSize: 1000);
        Assert.Equal(["r.csv"], _folder.Names);
        Assert.Equal(Exported.Header, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_disk_that_is_full_later_has_every_page_before_and_no_half_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        const int blocks = 64;
        var request = ExportRun.Csv(_folder.File("r.csv")) with { PageSize = 20 };
        await FillAsync(blocks, ExportRun.Account, request.Path, request.PageSize);

        var rows = Journal.RowsOf(request);
        var bytes = new FileInfo(request.Path + ".postpress-part").Length;
        Assert.InRange(bytes, blocks * 512 * 3 / 4, blocks * 512);
        using (var work = File.OpenRead(request.Path + ".postpress-part"))
        {
            Assert.Equal(rows, request.FileFormat.CreateFormatter().ReadRelations(work).LongCount());
        }

        var resumed = await ExportRun.ExportAsync(_server.BaseUri, request);
        Assert.Equal(("Complete", 500L, rows), (resumed.Export.Status, resumed.Export.Rows, resumed.Export.ResumedFrom));
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_not_called_in_use()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fdinfo"), "There is no /proc here.");
        // Even root makes no file there.
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv("/proc/self/r.csv")));
        Assert.NotEqual(ExportFileError.InUse, refusal.Error);
        Assert.Empty(_server.Describe().GetCalls());
    }

    [Theory]
    [InlineData(30, ExportFileError.NotPermitted, "read-only")]
    [InlineData(unchecked((int)0x80070013), ExportFileError.NotPermitted, "read-only")]
    [InlineData(28, ExportFileError.WriteFailed, "no space left")]
    [InlineData(122, ExportFileError.WriteFailed, "no space left")]
    [InlineData(unchecked((int)0x80070070), ExportFileError.WriteFailed, "no space left")]
    [InlineData(unchecked((int)0x80070020), ExportFileError.InUse, "open")]
    [InlineData(5, ExportFileError.WriteFailed, "the cable")]
    public void The_number_of_the_system_says_what_happened(int number, ExportFileError error, string text)
    {
        var explained = new ExportFiles(ExportRun.Csv(_folder.File("r.csv"))).Explain(new IOException("It is the cable.", number));
        Assert.Equal(error, explained.Error);
        Assert.Contains(text, explained.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_mount_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts are Linux's.");
        var mount = ReadOnlyMount();
        Assert.SkipWhen(mount is null, "No drive is mounted for reading only.");
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(Path.Combine(mount, "r.csv"))));
        Assert.Equal(ExportFileError.NotPermitted, refusal.Error);
        Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Describe().GetCalls());
    }

    private async Task FillAsync(int blocks, string accounts, string path, int pageSize)
    {
        using var process = ExportProcess.StartOnFullDisk(blocks, _server.BaseUri, accounts, path, $"{pageSize}");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains("ExportFileException: Export to", said, StringComparison.Ordinal);
        Assert.Contains("Check the free space", said, StringComparison.Ordinal);
    }

    private static string? ReadOnlyMount() => File.ReadLines("/proc/mounts").Select(line => line.Split(' '))
        .Where(fields => fields[3].Split(',').Contains("ro") && Directory.Exists(fields[1])).Select(fields => fields[1]).FirstOrDefault();
}
