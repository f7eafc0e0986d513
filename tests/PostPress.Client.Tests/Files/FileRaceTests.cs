using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Files;

/// <summary>A file that another process replaces, creates or deletes at the moment is there or not, and never an error.</summary>
public sealed class FileRaceTests : IDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(Scale.Of(300, 3000));

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly StateFile<JournalEntry> _state;

    public FileRaceTests()
    {
        _path = _folder.File("r.csv");
        _state = new StateFile<JournalEntry>(_path + ".postpress-journal", JournalContext.Default.JournalEntry, _ => true);
    }

    public static TheoryData<string> Looks => [.. Actions.Keys];

    private static Dictionary<string, Action<FileRaceTests>> Actions { get; } = new()
    {
        ["the kind of a file"] = static test => Assert.InRange(FileKinds.Of(test._path + ".postpress-journal~"), FileKind.None, FileKind.Regular),
        ["a state file"] = static test => Assert.NotEqual(StateFileCondition.Damaged, test._state.Read(out _)),
        ["an unfinished export"] = static test => UnfinishedExports.Find(test._path, TimeProvider.System),
        ["unfinished exports"] = static test => UnfinishedExports.Targets(test._folder.Path).Count(),
        ["the work files of an export"] = static test => new ExportFiles(ExportRun.Csv(test._path)).CheckWorkFiles(),
        ["a target"] = static test => new ExportFiles(ExportRun.Csv(test._path)).CheckTarget(),
        ["the rows of a target"] = static test => RelationFile.ReadOwn(test._path, isSpreadsheetSafe: false).Count(),
        ["the hash of a target"] = static test => new SyncFiles(ExportRun.Csv(test._path)).HashOfTarget(),
        ["the measure of a target"] = static test => Assert.Null(new ExportFiles(ExportRun.Csv(test._path)).FindRefusal([])),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_file_that_comes_and_goes_is_there_or_not(string what)
    {
        using var end = new CancellationTokenSource(Time);
        var others = Task.Run(() =>
        {
            var entry = JournalEntry.Begin(ExportRun.Csv(_path), new Uri("https://api.example/v1"), default);
            while (!end.IsCancellationRequested)
            {
                _state.Write(entry);
                File.WriteAllText(_path + "~", Exported.Header + "\r\n");
                File.Move(_path + "~", _path, overwrite: true);
                _state.Delete();
                File.Delete(_path);
            }
        });

        var looks = 0;
        for (; !end.IsCancellationRequested; looks++)
        {
            Actions[what](this);
        }

        await others;
        Assert.InRange(looks, 1, int.MaxValue);
    }

    [Fact]
    public async Task A_file_is_put_in_place_whether_or_not_one_is_there_at_the_moment()
    {
        using var end = new CancellationTokenSource(Time);
        var others = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                File.WriteAllText(_path + "~", "other");
                File.Move(_path + "~", _path, overwrite: true);
                File.Delete(_path);
            }
        });

        while (!end.IsCancellationRequested)
        {
            File.WriteAllText(_folder.File("new"), "new");
            Replacement.MoveKeepingAccess(_folder.File("new"), _path, evenReadOnly: false);
            Assert.False(File.Exists(_folder.File("new")));
        }

        await others;
    }

    [Fact]
    public void A_folder_that_is_gone_has_no_unfinished_exports()
    {
        Assert.Empty(UnfinishedExports.Targets(_folder.File("gone")));
        Assert.Empty(CallLedger.Find(_folder.File("gone"))!.Read(TimeProvider.System, 0));
    }

    [Fact]
    public void A_work_file_that_something_has_deleted_restarts_the_export()
    {
        using var work = new WorkFile(_path);
        Assert.False(work.TryResume(10, "00"));
    }
}
