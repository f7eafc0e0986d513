namespace PostPress.Client;

/// <summary>What the operating system's number of a failure means. .NET keeps errno on Unix and a HRESULT on Windows.</summary>
internal static class FileFailure
{
    /// <summary>Someone else has the file open, or locked.</summary>
    public static bool IsInUse(Exception exception) => exception is IOException && (uint)exception.HResult is 11 or 35 or 0x80070020 or 0x80070021;

    /// <summary>The drive is full, or the user's share of it.</summary>
    public static bool IsDiskFull(Exception exception) => exception is IOException && (uint)exception.HResult is 28 or 69 or 122 or 0x80070027 or 0x80070070 or 0x8007050F;

    /// <summary>The drive is connected for reading only.</summary>
    public static bool IsReadOnlyDrive(Exception exception) => exception is IOException && (uint)exception.HResult is 30 or 0x80070013;

    /// <summary>There is a file already.</summary>
    public static bool IsExisting(Exception exception) => exception is IOException && (uint)exception.HResult is 17 or 0x80070050;
}
