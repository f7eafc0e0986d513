using PostPress.Client.Tests.Sync;

namespace PostPress.Client.Tests.Files;

/// <summary>A path that can't be: the true reason before the first call, with numbers that fit.</summary>
public sealed class ExportNameTests : IDisposable
{
    private readonly SyncFolder _folder = new(250);

    public void Dispose() => _folder.Dispose();

    // The longest is that of the journal's second file: .postpress-journal~.
    [Theory]
    [InlineData("n", 236)]
    [InlineData("é", 236)]
    public async Task The_name_of_an_export_has_room_for_its_work_files_or_is_refused(string letter, int most)
    {
        await TryLengthsAsync(letter, most, ExportAsync);
    }

    // With a full read of the account: .acc_sandbox_main.postpress-full.postpress-journal~, each 250 people in pages of 100.
    [Theory]
    [InlineData("n", 236 - 32)]
    [InlineData("é", 236 - 32)]
    public async Task The_name_of_a_sync_has_room_for_its_work_files_or_is_refused(string letter, int most)
    {
        await TryLengthsAsync(letter, most, file => SyncAsync(file with { PageSize = 100 }));
    }

    [Fact]
    public async Task A_character_that_no_name_can_have_is_named()
    {
        foreach (var run in Runs)
        {
            var refusal = await RefuseAsync(run, In("r\0.csv"));
            Assert.Equal((ExportFileError.InvalidFileName, "InvalidFileName"), (refusal.Error, refusal.Id));
            Assert.EndsWith(": A file name can't have the control character U+0000. Choose another name.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_and_a_file_in_the_place_of_its_folder_are_called_so()
    {
        foreach (var run in Runs)
        {
            Assert.Equal(ExportFileError.IsDirectory, (await RefuseAsync(run, Path.GetDirectoryName(_folder.Path)!)).Error);
            await File.WriteAllTextAsync(In("file"), "");
            var refusal = await RefuseAsync(run, In("file/r.csv"));
            Assert.Equal(ExportFileError.FolderNotFound, refusal.Error);
            Assert.Contains($": '{In("file")}' is a file, not a folder. ", refusal.Message, StringComparison.Ordinal);
            File.Delete(In("file"));
        }
    }

    [Theory]
    [InlineData(".acc_sandbox_main.postpress-full.postpress-part")]
    [InlineData(".acc_sandbox_main.postpress-full.postpress-lock")]
    [InlineData(".postpress-sync")]
    [InlineData(".postpress-next")]
    public async Task What_is_in_the_place_of_a_file_of_the_sync_is_named_before_any_call(string ending)
    {
        Directory.CreateDirectory(_folder.Path + ending);
        var refusal = await RefuseAsync(Runs[1], _folder.Path);
        Assert.Equal(ExportFileError.NotARegularFile, refusal.Error);
        Assert.Contains($"'{_folder.Path}{ending}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_in_the_way_while_the_list_is_read_is_named_too()
    {
        foreach (var run in Runs)
        {
            _folder.Server.BeforeCall = (_, _) =>
            {
                Directory.CreateDirectory(_folder.Path);
                return null;
            };
            var refusal = await Assert.ThrowsAsync<ExportFileException>(() => run(_folder.Request.File));
            Assert.Equal(ExportFileError.IsDirectory, refusal.Error);
            Assert.EndsWith(": It is a folder. Give the path of a file, e.g. one in this folder.", refusal.Message, StringComparison.Ordinal);
            Directory.Delete(_folder.Path);

            _folder.Server.BeforeCall = (_, _) =>
            {
                Directory.Delete(Path.GetDirectoryName(_folder.Path)!, recursive: true);
                return null;
            };
            refusal = await Assert.ThrowsAsync<ExportFileException>(() => run(_folder.Request.File with { Restart = true }));
            Assert.Equal(ExportFileError.FolderNotFound, refusal.Error);
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path)!);
        }

        _folder.Server.BeforeCall = (_, _) =>
        {
            File.WriteAllText(_folder.Path, Exported.Header);
            return null;
        };
        Assert.Equal(ExportFileError.TargetExists, (await Assert.ThrowsAsync<ExportFileException>(() => ExportAsync(_folder.Request.File with { NoClobber = true }))).Error);
    }

    [Fact]
    public void What_the_system_says_of_a_name_is_explained()
    {
        var files = new ExportFiles(_folder.Request.File);
        Assert.Equal(
            $"Export to '{_folder.Path}': The path is too long: with the work files next to the file, it has {_folder.Path.Length + 19} characters. Choose a shorter name or folder.",
            files.Explain(new PathTooLongException()).Message);
        Assert.Equal(
            $"Export to '{_folder.Path}': The drive does not take a file of this name. Choose another name: letters, digits, - and _ are always allowed.",
            files.Explain(new IOException("Invalid argument", 22)).Message);
        Assert.Equal(
            $"Export to '{_folder.Path}': Another program has removed a work file next to it. Keep programs that clean up or move files away from the folder; then the same command resumes.",
            files.Explain(new FileNotFoundException()).Message);
    }

    private Func<ExportRequest, Task>[] Runs => [ExportAsync, SyncAsync];

    private string In(string name) => Path.Combine(Path.GetDirectoryName(_folder.Path)!, name);

    private async Task TryLengthsAsync(string letter, int most, Func<ExportRequest, Task> run)
    {
        var isInBytes = letter != "n" && !OperatingSystem.IsWindows();
        var size = isInBytes ? 2 : 1;
        var rest = most - ".csv".Length;
        string Name(int letters) => In(string.Concat(Enumerable.Repeat(letter, letters)) + ".csv");

        var refusal = await RefuseAsync(run, Name((rest / size) + 1));
        Assert.Equal(ExportFileError.PathTooLong, refusal.Error);
        Assert.Contains(
            $": The file name is too long: it has {4 + size * ((rest / size) + 1)} {(isInBytes ? "bytes in UTF-8" : "characters")}, and the work files next to it need up to {255 - most} more, of 255 in all. Choose a name of at most {most} ",
            refusal.Message,
            StringComparison.Ordinal);

        await run(_folder.Request.File with { Path = Name(rest / size) });
        Assert.True(File.Exists(Name(rest / size)));
    }

    private async Task<ExportFileException> RefuseAsync(Func<ExportRequest, Task> run, string path)
    {
        var refusal = await Assert.ThrowsAsync<ExportFileException>(() => run(_folder.Request.File with { Path = path }));
        Assert.Equal(0, _folder.Server.Calls);
        return refusal;
    }

    // What is in the way of the file ends a sync, and what is in the way of a full read is told by its outcome.
    private async Task SyncAsync(ExportRequest request)
    {
        var outcome = await _folder.SyncAsync(_folder.Request with { File = request });
        if (outcome.Refusals.Count > 0)
        {
            throw outcome.Refusals[0];
        }
    }

    private async Task ExportAsync(ExportRequest request)
    {
        using var exporter = new RelationExporter(Make.Connection(), new ClientOptions { Handler = _folder.Server, Clock = _folder.Clock });
        await exporter.ExportAsync(request, default);
    }
}
