using System.Diagnostics;
using System.Net.Sockets;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Files;

/// <summary>Paths that are no plain file: links are followed, the rest is refused before a call is spent.</summary>
public sealed class ExportSpecialFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { RelationCount = 50 });

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_folder_is_refused_before_any_call()
    {
        var refusal = await RefuseAsync(_folder.Path);
        Assert.Equal(ExportFileError.IsDirectory, refusal.Error);
        Assert.Equal(_folder.Path, refusal.Path);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("real/r.csv")]
    [InlineData("chain.csv", "real/r.csv")]
    [InlineData("links/r.csv", "../chain.csv", "real/r.csv")]
    public async Task A_link_is_followed_and_stays(params string[] links)
    {
        SkipWithoutLinks();
        Directory.CreateDirectory(_folder.File("real"));
        Directory.CreateDirectory(_folder.File("links"));
        await File.WriteAllTextAsync(_folder.File("real/r.csv"), Exported.Header);
        File.CreateSymbolicLink(_folder.File("r.csv"), links[0]);
        for (var i = 1; i < links.Length; i++)
        {
            File.CreateSymbolicLink(_folder.File(links[i - 1].Replace("../", "")), links[i]);
        }

        var beside = Array.Empty<string>();
        await CompleteAsync(_folder.File("r.csv"), happened =>
        {
            if (happened is PageWritten)
            {
                beside = [.. Directory.GetFiles(_folder.File("real")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
            }
        });

        Assert.Equal(["r.csv", "r.csv.postpress-journal", "r.csv.postpress-lock", "r.csv.postpress-part"], beside);
        Assert.Equal(links[0], new FileInfo(_folder.File("r.csv")).LinkTarget);
        Assert.NotEqual(Exported.Header, await File.ReadAllTextAsync(_folder.File("real/r.csv")));
        Assert.Single(Directory.GetFiles(_folder.File("real")));
    }

    [Fact]
    public async Task A_link_to_the_parent_of_a_linked_folder_means_the_real_parent()
    {
        SkipWithoutLinks();
        Directory.CreateDirectory(_folder.File("data/days"));
        Directory.CreateSymbolicLink(_folder.File("today"), "data/days");
        File.CreateSymbolicLink(_folder.File("data/days/r.csv"), "../all.csv");
        await CompleteAsync(_folder.File("today/r.csv"));
        Assert.True(File.Exists(_folder.File("data/all.csv")));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_link_to_nothing_has_its_file_made()
    {
        SkipWithoutLinks();
        Directory.CreateDirectory(_folder.File("real"));
        File.CreateSymbolicLink(_folder.File("r.csv"), _folder.File("real/new.csv"));
        await CompleteAsync(_folder.File("r.csv"));
        Assert.Equal(["new.csv"], Directory.GetFiles(_folder.File("real")).Select(path => Path.GetFileName(path)));
        Assert.NotNull(new FileInfo(_folder.File("r.csv")).LinkTarget);
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused()
    {
        SkipWithoutLinks();
        File.CreateSymbolicLink(_folder.File("r.csv"), "s.csv");
        File.CreateSymbolicLink(_folder.File("s.csv"), "r.csv");
        Assert.Equal(ExportFileError.NotARegularFile, (await RefuseAsync(_folder.File("r.csv"))).Error);
    }

    // The check alone, which writes nothing: as root an export that fails to refuse would put a file in the place of the system's device.
    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_is_refused_also_behind_a_link(string device)
    {
        Assert.SkipUnless(File.Exists(device), "There is no such device here.");
        File.CreateSymbolicLink(_folder.File("r.csv"), device);
        foreach (var path in new[] { device, _folder.File("r.csv") })
        {
            var refusal = Assert.Throws<ExportFileException>(() => new ExportFiles(ExportRun.Csv(path)).CheckTarget());
            Assert.Equal(ExportFileError.NotARegularFile, refusal.Error);
        }
    }

    [Fact]
    public async Task A_pipe_and_a_socket_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has none with the path of a file.");
        using (var made = Process.Start("mkfifo", [_folder.File("pipe.csv")]))
        {
            await made.WaitForExitAsync();
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("socket.csv")));
        Assert.Equal(ExportFileError.NotARegularFile, (await RefuseAsync(_folder.File("pipe.csv"))).Error);
        Assert.Equal(ExportFileError.NotARegularFile, (await RefuseAsync(_folder.File("socket.csv"))).Error);
        Assert.Equal(FileKind.Special, FileKinds.Of(_folder.File("pipe.csv")));
    }

    [Theory]
    [InlineData(@"\\.\NUL", true)]
    [InlineData(@"C:\data\nul", true)]
    [InlineData(@"C:\data\Con.csv", true)]
    [InlineData(@"C:\data\COM1 .csv", true)]
    [InlineData(@"C:\data\null.csv", false)]
    [InlineData(@"\\?\C:\con\r.csv", false)]
    public void The_names_of_devices_on_Windows_are_known(string path, bool device) => Assert.Equal(device, FileKinds.IsDevice(path));

    [Theory]
    [InlineData(".postpress-part")]
    [InlineData(".postpress-journal")]
    [InlineData(".postpress-journal~")]
    [InlineData(".postpress-lock")]
    public async Task A_link_at_a_name_of_ours_is_refused_and_not_followed(string ending)
    {
        SkipWithoutLinks();
        await File.WriteAllTextAsync(_folder.File("precious"), "precious");
        var link = _folder.File("r.csv" + ending);
        foreach (var target in new[] { "precious", "nowhere" })
        {
            File.CreateSymbolicLink(link, target);
            var refusal = await RefuseAsync(_folder.File("r.csv"));
            Assert.Equal(ExportFileError.NotARegularFile, refusal.Error);
            Assert.Contains(link, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(target, new FileInfo(link).LinkTarget);
            File.Delete(link);
        }

        Assert.Equal("precious", await File.ReadAllTextAsync(_folder.File("precious")));
        Assert.Equal(["precious"], _folder.Names);
    }

    [Fact]
    public async Task A_second_name_of_another_file_at_the_work_file_is_not_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no ln.");
        await File.WriteAllTextAsync(_folder.File("precious"), "precious");
        using (var made = Process.Start("ln", [_folder.File("precious"), _folder.File("r.csv.postpress-part")]))
        {
            await made.WaitForExitAsync();
        }

        await CompleteAsync(_folder.File("r.csv"));
        Assert.Equal("precious", await File.ReadAllTextAsync(_folder.File("precious")));
    }

    private static void SkipWithoutLinks() => Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege there.");

    private async Task CompleteAsync(string path, Action<RunEvent>? observer = null) =>
        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path), observer)).Export.Status);

    private async Task<ExportFileException> RefuseAsync(string path)
    {
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path)));
        Assert.Empty(_server.Describe().GetCalls());
        return refusal;
    }
}
