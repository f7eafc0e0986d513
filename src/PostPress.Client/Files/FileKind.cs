#if !NET
using System.Runtime.InteropServices;
#endif

namespace PostPress.Client;

/// <summary>What stands at a path.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file with bytes of its own.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, wherever it leads.</summary>
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}

/// <summary>Tells what stands at a path without opening it: opening a pipe waits for its other end, and opening a device can do anything.</summary>
internal static class FileKinds
{
    // Names that Windows keeps for devices, in any folder and with any extension.
    private static readonly HashSet<string> DeviceNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM\u00B9", "COM\u00B2", "COM\u00B3",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
    };

    public static FileKind Of(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows() && UnixFile.KindOf(path) is { } kind)
        {
            return kind;
        }
#endif

        if (OnWindows && IsDevice(path))
        {
            return FileKind.Special;
        }

        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileKind.None;
        }

        if ((attributes & FileAttributes.ReparsePoint) != 0 && IsLink(path))
        {
            return FileKind.Link;
        }

        return (attributes & FileAttributes.Directory) != 0 ? FileKind.Folder : FileKind.Regular;
    }

    /// <summary>Whether Windows takes the path for a device.</summary>
    public static bool IsDevice(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['\\', '/']) + 1);
        return path.StartsWith(@"\\.\", StringComparison.Ordinal) || DeviceNames.Contains(name.Split('.', ':')[0].TrimEnd());
    }

#if NET
    private static bool OnWindows => OperatingSystem.IsWindows();

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
#else
    private const bool OnWindows = true;
    private const int TagOffset = 36;
    private const uint NameSurrogate = 0x20000000;

    // Files of OneDrive are reparse points too, and no links. Only the tag tells; .NET Framework does not.
    private static bool IsLink(string path)
    {
        var found = new byte[592];
        var search = FindFirstFile(path, found);
        if (search == new IntPtr(-1))
        {
            // Gone meanwhile, it is none; otherwise it can't be looked at, and may be one.
            return File.Exists(path) || Directory.Exists(path);
        }

        FindClose(search);
        return (BitConverter.ToUInt32(found, TagOffset) & NameSurrogate) != 0;
    }

    [DllImport("kernel32", EntryPoint = "FindFirstFileW", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern IntPtr FindFirstFile(string path, [Out] byte[] found);

    [DllImport("kernel32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FindClose(IntPtr search);
#endif
}
