namespace PostPress.Client;

/// <summary>
/// Opens files that only their owner may read, from the first byte on: people's names are in them.
/// They have no buffer, so closing one never writes and never fails.
/// </summary>
internal static class PrivateFile
{
    private const int NoBuffer = 1;

    /// <summary>Makes a file where there is none; what stands there, a link too, is an error.</summary>
    public static FileStream Create(string path, FileShare share, FileOptions options = FileOptions.None)
    {
#if NET
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share, BufferSize = NoBuffer, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, share, NoBuffer, options);
#endif
    }

    /// <summary>Opens a file of an earlier run, and makes it private if it was not.</summary>
    public static FileStream Open(string path, FileShare share, FileOptions options = FileOptions.None)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share, NoBuffer, options);
#if NET
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.SetMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
#endif
        return file;
    }

    /// <summary>Writes, at once.</summary>
    public static void Write(FileStream file, ArraySegment<byte> bytes)
    {
        try
        {
            file.Write(bytes.Array!, bytes.Offset, bytes.Count);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What .NET makes of EFBIG.
            throw new IOException("the file would be larger than its drive or a limit of the system allows", exception);
        }
    }
}
