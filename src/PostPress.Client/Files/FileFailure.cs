namespace PostPress.Client;

/// <summary>The one place that knows what an exception of the file system means, and what the user can do about it.</summary>
public static class FileFailure
{
    private const string Correct = "Export again, or correct the file. A spreadsheet must save it as CSV UTF-8, with all columns.";

    /// <summary>Someone else has the file open, or locked. .NET keeps errno on Unix and a HRESULT on Windows, here as below.</summary>
    public static bool IsInUse(Exception exception) => exception is IOException && (uint)exception.HResult is 11 or 35 or 0x80070020 or 0x80070021;

    /// <summary>There is a file already.</summary>
    public static bool IsExisting(Exception exception) => exception is IOException && (uint)exception.HResult is 17 or 0x80070050;

    /// <summary>Why a file can't be written: the error, what happened, and the advice.</summary>
    public static (ExportFileError Error, string Message, string Action) OfWriting(Exception exception) => exception switch
    {
        // Rows of another version of the module, or of somebody else: the hash is right, and yet they can't be read.
        InvalidDataException => (ExportFileError.Unreadable, $"The unfinished export can't be read. {exception.Message}", "Use -Restart to throw it away and begin again."),
        UnauthorizedAccessException => (ExportFileError.NotPermitted, "The folder or the file may not be written.", "Check the permissions of the folder for the user who runs this."),
        DirectoryNotFoundException => (ExportFileError.FolderNotFound, "The folder is gone.", "Check -Path and that its drive is connected; then the same command resumes."),
        PathTooLongException => (ExportFileError.PathTooLong, "The name is too long.", "Choose a shorter one: the work files beside it need up to 19 characters more."),
        _ when IsReadOnlyDrive(exception) => (ExportFileError.NotPermitted, "The drive is read-only.", "Choose a -Path on a drive that can be written."),
        _ when IsInUse(exception) => (ExportFileError.InUse, "Another program has the file open.", "Close it there; then the same command resumes."),
        _ when IsDiskFull(exception) => (ExportFileError.WriteFailed, "There is no space left on the drive.", "Make room, or have your quota raised; then the same command resumes."),
        _ => (ExportFileError.WriteFailed, $"Writing failed: {exception.Message.TrimEnd('.')}.", "Check the free space and that the drive is connected; then the same command resumes."),
    };

    /// <summary>Why a file of relations can't be read.</summary>
    public static ExportFileException OfReading(string path, Exception exception) => exception switch
    {
        ExportFileException known => known,
        InvalidDataException => Unreadable(ExportFileError.Unreadable, path, exception.Message, Correct, exception),
        FileNotFoundException or DirectoryNotFoundException => Unreadable(ExportFileError.FileNotFound, path, "There is no such file.", "Check the path; Export-PostPressRelation makes the file.", exception),
        PathTooLongException => Unreadable(ExportFileError.PathTooLong, path, "The name is too long.", "Give a shorter one.", exception),
        UnauthorizedAccessException => Unreadable(ExportFileError.NotPermitted, path, "It may not be read.", "Check its permissions for the user who runs this.", exception),
        _ when IsInUse(exception) => Unreadable(ExportFileError.InUse, path, "Another program has the file open.", "Close it there, then run the command again.", exception),
        _ => Failed(path, exception),
    };

    /// <summary>A file could not be read to its end.</summary>
    public static ExportFileException Failed(string path, Exception cause) => Unreadable(
        ExportFileError.ReadFailed, path, $"Reading failed: {cause.Message.TrimEnd('.')}.", "Check that its drive is connected and that nothing writes to it, then run the command again.", cause);

    /// <summary>A file can't be read.</summary>
    public static ExportFileException Unreadable(ExportFileError error, string path, string message, string action, Exception? cause = null) =>
        new(error, path, $"Reading '{path}': {message}", action, cause);

    private static bool IsDiskFull(Exception exception) => exception is IOException && (uint)exception.HResult is 28 or 69 or 122 or 0x80070027 or 0x80070070 or 0x8007050F;

    private static bool IsReadOnlyDrive(Exception exception) => exception is IOException && (uint)exception.HResult is 30 or 0x80070013;
}
