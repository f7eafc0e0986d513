namespace PostPress.Client;

/// <summary>Names that Windows keeps for devices, in any folder and with any ending.</summary>
internal static class WindowsDevice
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM\u00B9", "COM\u00B2", "COM\u00B3",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
    };

    public static bool Is(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['\\', '/']) + 1);
        return path.StartsWith(@"\\.\", StringComparison.Ordinal) || Names.Contains(name.Split('.', ':')[0].TrimEnd());
    }
}
