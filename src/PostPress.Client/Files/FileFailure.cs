using System.Text;

namespace PostPress.Client;

/// <summary>The one place that knows what an exception of the file system means, and what the user can do about it.</summary>
public static class FileFailure
{
    private const string Correct = "Export again, or correct the file. A spreadsheet must save it as CSV UTF-8, with all columns.";

    /// <summary>Someone else has the file open, or locked. .NET keeps errno on Unix and a HRESULT on Windows, here as below.</summary>
    public static bool IsInUse(Exception exception) => exception is IOException && (uint)exception.HResult is 11 or 35 or 0x80070020 or 0x80070021;

    /// <summary>There is a file already.</summary>
    public static bool IsExisting(Exception exception) => exception is IOException && (uint)exception.HResult is 17 or 0x80070050;

    /// <summary>Why a file can't have its name, before anything is opened; <see langword="null"/> where it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">The longest of the names beside it, which begins with its own.</param>
    public static (ExportFileError Error, string Message, string Action)? OfName(string path, string longest)
    {
        // Not Path.GetFileName, which ends at a colon in .NET Framework.
        var name = path.Substring(path.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) + 1);
        if (name.IndexOfAny(Path.GetInvalidFileNameChars()) is >= 0 and var place)
        {
            var character = char.IsControl(name[place]) ? FormattableString.Invariant($"the control character U+{(int)name[place]:X4}") : $"'{name[place]}'";
            return (ExportFileError.InvalidFileName, $"A file name can't have {character}.", "Choose another name.");
        }

        // Every common file system has this limit: Unix in bytes, Windows in characters.
        const int limit = 255;
        var isInBytes = Path.DirectorySeparatorChar == '/' && name.Any(character => character > '\x7F');
        var (length, room) = (Count(name), limit - Count(longest.Substring(path.Length)));
        var unit = isInBytes ? "bytes in UTF-8" : "characters";
        return length <= room ? null : (
            ExportFileError.PathTooLong,
            FormattableString.Invariant($"The file name is too long: it has {length:N0} {unit}, and the work files next to it need up to {limit - room:N0} more, of {limit} in all."),
            FormattableString.Invariant($"Choose a name of at most {Math.Max(0, room):N0} {unit}."));

        int Count(string text) => isInBytes ? Encoding.UTF8.GetByteCount(text) : text.Length;
    }

    /// <summary>What keeps a file from being where its path says; <see langword="null"/> where nothing does, whether there is a file or not.</summary>
    public static (ExportFileError Error, string Message, string Action)? OfPlace(string path) => FileKinds.Of(path) switch
    {
        FileKind.Folder => (ExportFileError.IsDirectory, "It is a folder.", "Give the path of a file, e.g. one in this folder."),
        FileKind.Link => (ExportFileError.NotARegularFile, "It is a link that can't be followed.", "Give the path of the file that is meant."),
        FileKind.Special => (ExportFileError.NotARegularFile, "It is a device, a pipe or a socket.", "Give the path of a file."),
        FileKind.None when Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) => (
            ExportFileError.FolderNotFound,
            File.Exists(folder) ? $"'{folder}' is a file, not a folder." : "The folder does not exist.",
            "Create it, or check -Path and that its drive is connected."),
        _ => null,
    };

    /// <summary>Why a file can't be written: the error, what happened, and the advice.</summary>
    /// <param name="exception">What the system said.</param>
    /// <param name="longest">The longest of the names that were to be written.</param>
    public static (ExportFileError Error, string Message, string Action) OfWriting(Exception exception, string longest) => exception switch
    {
        // Rows of another version of the module, or of somebody else: the hash is right, and yet they can't be read.
        InvalidDataException => (ExportFileError.Unreadable, $"The unfinished export can't be read. {exception.Message}", "Use -Restart to throw it away and begin again."),
        UnauthorizedAccessException => (ExportFileError.NotPermitted, "The folder or the file may not be written.", "Check the permissions of the folder for the user who runs this."),
        DirectoryNotFoundException => (ExportFileError.FolderNotFound, "The folder is gone.", "Check -Path and that its drive is connected; then the same command resumes."),
        PathTooLongException => (ExportFileError.PathTooLong, FormattableString.Invariant($"The path is too long: with the work files next to the file, it has {longest.Length:N0} characters."), "Choose a shorter name or folder."),
        FileNotFoundException => (ExportFileError.WriteFailed, "Another program has removed a work file next to it.", "Keep programs that clean up or move files away from the folder; then the same command resumes."),
        _ when IsInvalidName(exception) => (ExportFileError.InvalidFileName, "The drive does not take a file of this name.", "Choose another name: letters, digits, - and _ are always allowed."),
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

    // EINVAL, and what Windows says of one: a drive in the format of another system has its rules.
    private static bool IsInvalidName(Exception exception) => exception is IOException && (uint)exception.HResult is 22 or 0x8007007B;

    private static bool IsDiskFull(Exception exception) => exception is IOException && (uint)exception.HResult is 28 or 69 or 122 or 0x80070027 or 0x80070070 or 0x8007050F;

    private static bool IsReadOnlyDrive(Exception exception) => exception is IOException && (uint)exception.HResult is 30 or 0x80070013;
}
