using System.Diagnostics;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Files;

/// <summary>People's names are for the user who exports them, from the first byte on.</summary>
public sealed class ExportAccessTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { RelationCount = 50 });

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_files_of_an_export_are_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the folder says who may read.");
        var modes = new Dictionary<string, UnixFileMode>();
        await CompleteAsync(ExportRun.Csv(_folder.File("r.csv")) with { PageSize = 20 }, happened =>
        {
            foreach (var name in _folder.Names)
            {
                modes[$"{name} {happened.GetType().Name}"] = Mode(name);
            }
        });

        Assert.All(modes, mode => Assert.Equal((mode.Key, Private), (mode.Key, mode.Value)));
        Assert.Contains(modes.Keys, key => key.Contains("-lock PageRequested", StringComparison.Ordinal));
        Assert.Contains(modes.Keys, key => key.Contains("-part PageRequested", StringComparison.Ordinal));
        Assert.Contains(modes.Keys, key => key.Contains("-journal PageWritten", StringComparison.Ordinal));
        Assert.Equal(Private, Mode("r.csv"));
    }

    [Fact]
    public void A_private_file_is_made_and_never_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the folder says who may read.");
        using (PrivateFile.Create(_folder.File("f"), FileShare.None))
        {
            Assert.Equal(Private, Mode("f"));
        }

        Assert.Throws<IOException>(() => PrivateFile.Create(_folder.File("f"), FileShare.None));
    }

    [Fact]
    public async Task A_work_file_that_an_earlier_version_left_becomes_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the folder says who may read.");
        using var stop = new CancellationTokenSource();
        var request = ExportRun.Csv(_folder.File("r.csv")) with { PageSize = 20 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportRun.ExportAsync(_server.BaseUri, request, happened => StopAt<PageWritten>(happened, stop), stop.Token));
        SetMode("r.csv.postpress-part", Private | UnixFileMode.OtherRead);

        UnixFileMode? resumed = null;
        await CompleteAsync(request, happened =>
        {
            if (happened is PageRequested)
            {
                resumed ??= Mode("r.csv.postpress-part");
            }
        });
        Assert.Equal(Private, resumed);
    }

    [Theory]
    [InlineData(Private)]
    [InlineData(Private | UnixFileMode.GroupRead)]
    [InlineData(Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    public async Task A_target_keeps_its_mode(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the access control list is kept.");
        await File.WriteAllTextAsync(_folder.File("r.csv"), Exported.Header);
        SetMode("r.csv", mode);
        await CompleteAsync(ExportRun.Csv(_folder.File("r.csv")));
        Assert.Equal(mode, Mode("r.csv"));
    }

    [Fact]
    public async Task A_read_only_target_stays_read_only_with_force()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There it is an attribute: see ExportTargetTests.");
        await File.WriteAllTextAsync(_folder.File("r.csv"), Exported.Header);
        SetMode("r.csv", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await CompleteAsync(ExportRun.Csv(_folder.File("r.csv")) with { Force = true });
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, Mode("r.csv"));
    }

    [Fact]
    public async Task A_target_keeps_its_owner_and_group()
    {
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "Only root gives a file away.");
        await File.WriteAllTextAsync(_folder.File("r.csv"), Exported.Header);
        SetMode("r.csv", Private | UnixFileMode.GroupRead);
        await RunAsync("chown", "1234:2345", _folder.File("r.csv"));
        // .NET calls a file of another user read-only.
        await CompleteAsync(ExportRun.Csv(_folder.File("r.csv")) with { Force = true });
        Assert.Equal("1234 2345 640", (await RunAsync("stat", "-c", "%u %g %a", _folder.File("r.csv"))).Trim());
    }

    private static void StopAt<T>(RunEvent happened, CancellationTokenSource stop)
    {
        if (happened is T)
        {
            stop.Cancel();
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    // Not on Windows: each test here has looked.
    private UnixFileMode Mode(string name) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(_folder.File(name));

    private void SetMode(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File(name), mode);
        }
    }

    private async Task CompleteAsync(ExportRequest request, Action<RunEvent>? observer = null) =>
        Assert.Equal("Complete", (await ExportRun.ExportAsync(_server.BaseUri, request, observer)).Export.Status);
}
