#if NET
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PostPress.Client;

/// <summary>What Unix knows of a file and .NET does not tell: its type and its owner.</summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixFile
{
    private const int TypeMask = 0xF000;
    private const int Pipe = 0x1000;
    private const int CharacterDevice = 0x2000;
    private const int BlockDevice = 0x6000;
    private const int Socket = 0xC000;
    private const uint Unchanged = uint.MaxValue;

    private const UnixFileMode GroupBits = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private const UnixFileMode AccessBits = GroupBits
        | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static bool IsSpecial(string path) => (Read(path).Mode & TypeMask) is Pipe or CharacterDevice or BlockDevice or Socket;

    /// <summary>Gives a file the owner, group and mode of another, as far as the user may.</summary>
    public static void CopyAccess(string from, string to)
    {
        var old = Read(from);
        var now = Read(to);
        var mode = File.GetUnixFileMode(from) & AccessBits;
        if ((old.Owner != now.Owner || old.Group != now.Group)
            && ChangeOwner(to, old.Owner, old.Group) != 0
            && old.Group != now.Group
            && ChangeOwner(to, Unchanged, old.Group) != 0)
        {
            // What the one group may read is not for the other.
            mode &= ~GroupBits;
        }

        SetMode(to, mode);
    }

    /// <summary>Sets the mode; where the file system has none of its own, or the file is another user's, it stays as it is.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        if (File.GetUnixFileMode(path) == mode)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A drive of FAT has one mode for all its files.
        }
    }

    private static (int Mode, uint Owner, uint Group) Read(string path)
    {
        // Larger than the structure, of which only the beginning is read: flags, mode, owner, group, 4 bytes each.
        var status = new byte[512];
        return Stat(path, status) == 0
            ? (BitConverter.ToInt32(status, 4), BitConverter.ToUInt32(status, 8), BitConverter.ToUInt32(status, 12))
            : throw new FileNotFoundException(null, path);
    }

    // .NET's own layer over stat(2), whose structure differs from one Unix to the next.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "chown")]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
#endif
