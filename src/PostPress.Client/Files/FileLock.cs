namespace PostPress.Client;

/// <summary>
/// A file that one process at a time holds: the lock beside an export or a sync, and that of a ledger. The operating system releases it when the
/// process dies, however it dies.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // A try fails only where another process has gone on meanwhile, or Windows has not finished deleting the file.
    private const int MostTries = 50;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly bool _isKept;
    private bool _isReleased;

    private FileLock(FileStream file, string path, bool isKept) => (_file, _path, _isKept) = (file, path, isKept);

#if NET
    private static bool OnWindows => OperatingSystem.IsWindows();
#else
    private const bool OnWindows = true;
#endif

    /// <summary>Takes the lock; <see langword="null"/> where another process, or another part of this one, holds it.</summary>
    /// <param name="path">The file; it is created where there is none.</param>
    /// <param name="isKept">Whether the file stays when the lock is released, for the next; otherwise it is deleted.</param>
    /// <exception cref="IOException">The file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">You don't have permission to open the file.</exception>
    public static FileLock? TryAcquire(string path, bool isKept)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                if (Open(path, isKept) is not { } file)
                {
                    continue;
                }

                if (IsNameOf(file, path))
                {
                    return new FileLock(file, path, isKept);
                }

                // Its holder deleted it after we had opened it and before we locked it: whoever comes now creates another one, and would hold that.
                file.Dispose();
            }
            catch (IOException exception) when (FileFailure.IsInUse(exception))
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (OnWindows && tries < MostTries)
            {
                // What Windows says of a file that is being deleted.
                Thread.Sleep(1);
            }
        }

        return null;
    }

    public void Dispose()
    {
        if (_isReleased)
        {
            return;
        }

        _isReleased = true;
        if (!_isKept && !OnWindows)
        {
            Delete();
        }

        _file.Dispose();
    }

    // Null where it came up or went between two looks.
    private static FileStream? Open(string path, bool isKept)
    {
        // Nobody can open or delete it on Windows while it is held, so the system may delete it.
        var options = isKept || !OnWindows ? FileOptions.None : FileOptions.DeleteOnClose;
        try
        {
            return PrivateFile.Open(path, FileShare.None, options);
        }
        catch (FileNotFoundException)
        {
            // Made below.
        }

        try
        {
            return PrivateFile.Create(path, FileShare.None, options);
        }
        catch (IOException exception) when (FileFailure.IsExisting(exception))
        {
            return null;
        }
    }

    private static bool IsNameOf(FileStream file, string path)
    {
#if NET
        return OperatingSystem.IsWindows() || UnixFile.IsNameOf(path, file.SafeFileHandle);
#else
        return true;
#endif
    }

    // Before it is unlocked: after that it may be another's.
    private void Delete()
    {
        try
        {
            if (IsNameOf(_file, _path))
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays, and does no harm: the next run takes it.
        }
    }
}
