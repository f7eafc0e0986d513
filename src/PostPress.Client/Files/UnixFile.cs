#if NET
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PostPress.Client;

/// <summary>What Unix knows of a file and .NET does not tell: its type, its owner and whether a path is its name. A file that is gone is none.</summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixFile
{
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;
    private const int Link = 0xA000;
    private const uint Unchanged = uint.MaxValue;

    // Larger than the structure of .NET's own layer, which begins with flags, mode, owner and group, 4 bytes each.
    private const int StatusSize = 512;

    // From the time of birth on, which follows the size and three times of 16 bytes, it says which file it is: device and number.
    private const int Identity = 72;

    private const UnixFileMode GroupBits = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private const UnixFileMode AccessBits = GroupBits
        | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What is at a path, as one call sees it; <see langword="null"/> where the path can't be looked at, because nothing is there or for another reason.</summary>
    public static FileKind? KindOf(string path)
    {
        var status = new byte[StatusSize];
        return LStat(Path.TrimEndingDirectorySeparator(path), status) != 0
            ? null
            : (BitConverter.ToInt32(status, 4) & TypeMask) switch
            {
                Regular => FileKind.Regular,
                Folder => FileKind.Folder,
                Link => FileKind.Link,
                _ => FileKind.Special,
            };
    }

    /// <summary>Whether a path is the name of an open file: it may have been deleted, or another file may be there now.</summary>
    public static bool IsNameOf(string path, SafeFileHandle file)
    {
        var (named, opened) = (new byte[StatusSize], new byte[StatusSize]);
        return LStat(path, named) == 0 && FStat(file, opened) == 0 && named.AsSpan(Identity).SequenceEqual(opened.AsSpan(Identity));
    }

    /// <summary>Gives a file the owner, group and mode of another, as far as the user may.</summary>
    public static void CopyAccess(string from, string to)
    {
        if (Read(from) is not { } old || Read(to) is not { } now)
        {
            return;
        }

        var mode = (UnixFileMode)old.Mode & AccessBits;
        if ((old.Owner != now.Owner || old.Group != now.Group)
            && ChangeOwner(to, old.Owner, old.Group) != 0
            && old.Group != now.Group
            && ChangeOwner(to, Unchanged, old.Group) != 0)
        {
            // What the one group may read is not for the other.
            mode &= ~GroupBits;
        }

        TrySetMode(() => File.GetUnixFileMode(to), () => File.SetUnixFileMode(to, mode), mode);
    }

    /// <summary>Sets the mode of an open file; where the file system has none of its own, or the file is another user's, it stays as it is.</summary>
    public static void SetMode(SafeFileHandle file, UnixFileMode mode) =>
        TrySetMode(() => File.GetUnixFileMode(file), () => File.SetUnixFileMode(file, mode), mode);

    private static void TrySetMode(Func<UnixFileMode> get, Action set, UnixFileMode mode)
    {
        try
        {
            if (get() != mode)
            {
                set();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A drive of FAT has one mode for all its files.
        }
    }

    private static (int Mode, uint Owner, uint Group)? Read(string path)
    {
        var status = new byte[StatusSize];
        return Stat(path, status) == 0 ? (BitConverter.ToInt32(status, 4), BitConverter.ToUInt32(status, 8), BitConverter.ToUInt32(status, 12)) : null;
    }

    // .NET's own layer over stat(2), whose structure differs from one Unix to the next.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat")]
    private static extern int LStat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static extern int FStat(SafeHandle file, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
#endif
