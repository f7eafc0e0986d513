using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Files;

/// <summary>The lock beside a file: one holder at any moment, and nothing left when it is let go.</summary>
public sealed class FileLockTests : IDisposable
{
    private static readonly TimeSpan StressTime = TimeSpan.FromSeconds(Scale.Of(2, 20));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_many_threads_and_processes_one_has_the_lock_at_any_moment()
    {
        var path = _folder.File("r.csv");
        var others = Enumerable.Range(0, 2).Select(_ => ExportProcess.StartLockStress(path, StressTime)).ToList();
        var said = new List<string> { $"{await Task.Run(() => LockStress.Run(path, StressTime))}" };
        foreach (var other in others)
        {
            said.Add((await other.StandardOutput.ReadToEndAsync()).Trim());
            await other.WaitForExitAsync();
            other.Dispose();
        }

        Assert.All(said, counts => Assert.Matches(@"^\([1-9][0-9]*, 0\)$", counts));
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_holder_waits_and_the_file_stays_only_where_it_is_kept(bool isKept)
    {
        var path = _folder.File("lock");
        using (var first = FileLock.TryAcquire(path, isKept))
        {
            Assert.NotNull(first);
            Assert.Null(FileLock.TryAcquire(path, isKept));
            first.Dispose();
            using var second = FileLock.TryAcquire(path, isKept);
            Assert.NotNull(second);
            // Disposed again, the first one leaves the second one's file alone.
            first.Dispose();
            Assert.Null(FileLock.TryAcquire(path, isKept));
        }

        Assert.Equal(isKept ? ["lock"] : [], _folder.Names);
    }

    [Fact]
    public void The_lock_of_a_killed_process_is_taken_and_deleted()
    {
        File.WriteAllText(_folder.File("lock"), "");
        FileLock.TryAcquire(_folder.File("lock"), isKept: false)!.Dispose();
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_lock_that_something_has_deleted_or_replaced_is_not_deleted_once_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nothing can delete it there.");
        using (FileLock.TryAcquire(_folder.File("lock"), isKept: false))
        {
            File.Delete(_folder.File("lock"));
            File.WriteAllText(_folder.File("lock"), "of somebody else");
        }

        Assert.Equal(["lock"], _folder.Names);
    }

    [Fact]
    public void A_folder_that_is_gone_is_said_to_be()
        => Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryAcquire(_folder.File("gone/lock"), isKept: false));
}
