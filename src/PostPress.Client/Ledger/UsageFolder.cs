namespace PostPress.Client;

/// <summary>Where the ledgers of a user are: a folder that nobody else can read.</summary>
internal static class UsageFolder
{
    private const string Off = "off";

    /// <summary>The folder; <see langword="null"/> where it is switched off, or the user has no home.</summary>
    /// <param name="state">What POSTPRESS_STATE says: another folder, <c>off</c>, or nothing.</param>
    public static string? Find(string? state) =>
        string.IsNullOrWhiteSpace(state) ? Usual()
        : state!.Trim().Equals(Off, StringComparison.OrdinalIgnoreCase) ? null
        : state;

    /// <summary>Makes it where it is missing.</summary>
    /// <exception cref="IOException">Something else stands there; a link is not followed.</exception>
    public static void Create(string path)
    {
        var trimmed = path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        switch (FileKinds.Of(trimmed.Length > 0 ? trimmed : path))
        {
            case FileKind.Folder:
                break;
            case FileKind.None:
                CreatePrivate(path);
                break;
            default:
                throw new IOException($"'{path}' is a link, or no folder");
        }
    }

    private static void CreatePrivate(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    private static string? Usual()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            var local = Folder(Environment.SpecialFolder.LocalApplicationData);
            return local is null ? null : Path.Combine(local, "PostPress");
        }

        var home = Folder(Environment.SpecialFolder.UserProfile);
        // The XDG specification: a path that is not absolute is to be ignored.
        var states = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given && given[0] == '/' ? given
            : home is null ? null : Path.Combine(home, ".local", "state");
        return states is null ? null : Path.Combine(states, "postpress");
    }

    private static string? Folder(Environment.SpecialFolder which) =>
        Environment.GetFolderPath(which, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path ? path : null;
}
