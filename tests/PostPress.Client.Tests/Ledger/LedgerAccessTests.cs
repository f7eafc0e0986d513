namespace PostPress.Client.Tests.Ledger;

/// <summary>Nobody else reads a ledger, and no link leads it elsewhere.</summary>
public sealed class LedgerAccessTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Folder_and_files_are_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has lists of access.");
        using var run = new Ledgered();
        await run.ReadAsync();

        Assert.Equal(Private, Mode(run.Folder));
        Assert.Equal(2, Directory.GetFiles(run.Folder).Length);
        Assert.All(Directory.GetFiles(run.Folder), path => Assert.Equal(Private & ~UnixFileMode.UserExecute, Mode(path)));
    }

    [Fact]
    public async Task The_access_of_a_folder_that_is_there_is_left_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has lists of access.");
        using var run = new Ledgered();
        Directory.CreateDirectory(run.Folder);
        var mode = Mode(run.Folder);
        Assert.NotEqual(Private, mode);
        await run.ReadAsync();

        Assert.Equal(mode, Mode(run.Folder));
        Assert.Equal(1, run.Usage.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData(".lock")]
    public async Task A_link_in_the_place_of_a_file_is_not_followed(string suffix)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators make links there.");
        using var run = new Ledgered();
        await run.ReadAsync();
        var path = Assert.Single(run.Files) + suffix;
        var target = Path.Combine(run.Folder, "target");
        await File.WriteAllTextAsync(target, "untouched");
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
        await run.ReadAsync();

        Assert.Contains("link", Assert.Single(run.Events.Of(nameof(RunNotice.LedgerUnavailable))).Message, StringComparison.Ordinal);
        Assert.Equal("untouched", await File.ReadAllTextAsync(target));
        Assert.Equal(target, new FileInfo(path).LinkTarget);
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators make links there.");
        using var run = new Ledgered();
        var target = Directory.CreateDirectory(Path.GetDirectoryName(run.Folder)! + "/target").FullName;
        Directory.CreateSymbolicLink(run.Folder, target);
        await run.ReadAsync();
        run.Folder += "/";
        await run.ReadAsync();

        Assert.Equal(2, run.Events.Of(nameof(RunNotice.LedgerUnavailable)).Count());
        Assert.Empty(Directory.GetFiles(target));
    }

    // Not on Windows: each test here has looked.
    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
