namespace PostPress.Client;

/// <summary>
/// Reads a file that an export wrote: CSV with any delimiter, with a mark or without, or JSON Lines. What it says can be read more than once,
/// and is the same each time, also where another export puts a new file in its place meanwhile.
/// </summary>
internal sealed class ExportReader : IDisposable
{
    private const string Correct = "Export again, or correct the file. A spreadsheet must save it as CSV UTF-8, with all columns.";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly IRelationFormatter _formatter;

    private ExportReader(string path, FileStream file, bool? isSpreadsheetSafe)
    {
        _path = path;
        _file = file;
        var format = FileFormat.Of(file) ?? throw new InvalidDataException(
            file.Length == 0 ? "It is empty." : $"It begins neither with a line of JSON nor with the columns {CsvFormatter.Columns[0]}, {CsvFormatter.Columns[1]} and so on.");
        _formatter = format.CreateFormatter(format.Format == ExportFormat.Csv && (isSpreadsheetSafe ?? IsSpreadsheetSafe(file, format.Delimiter)));
    }

    /// <summary>Opens a file. A link is followed.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isSpreadsheetSafe">Whether it was written spreadsheet safe; <see langword="null"/> to see by what it holds.</param>
    /// <exception cref="ExportFileException">There is no file, or it is no export.</exception>
    public static ExportReader Open(string path, bool? isSpreadsheetSafe = null)
    {
        FileStream? file = null;
        try
        {
            CheckKind(path);
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new ExportReader(path, file, isSpreadsheetSafe);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Explain(path, exception);
        }
    }

    /// <summary>The relations, in the order of the file, as they are read. Not two readings at once.</summary>
    /// <exception cref="ExportFileException">A line can't be read; the message says which, and why.</exception>
    public IEnumerable<UserRelation> Read()
    {
        using var relations = _formatter.ReadRelations(_file).GetEnumerator();
        while (MoveNext(relations))
        {
            yield return relations.Current;
        }
    }

    /// <summary>The file can't be read, or not to its end.</summary>
    public ExportFileException ReadFailed(Exception cause) => ReadFailed(_path, cause);

    public void Dispose()
    {
        (_formatter as IDisposable)?.Dispose();
        _file.Dispose();
    }

    private static void CheckKind(string path)
    {
        switch (FileKinds.Of(TargetFile.Resolve(path)))
        {
            case FileKind.Folder:
                throw Refuse(ExportFileError.IsDirectory, path, "It is a folder.", "Give the path of a file, e.g. one in this folder.");
            case FileKind.Special:
                throw Refuse(ExportFileError.NotARegularFile, path, "It is a device, a pipe or a socket.", "Give the path of a file.");
        }
    }

    private static ExportFileException ReadFailed(string path, Exception cause) => Refuse(
        ExportFileError.ReadFailed, path, $"Reading failed: {cause.Message.TrimEnd('.')}.", "Check that its drive is connected and that nothing writes to it, then run the command again.", cause);

    private static ExportFileException Explain(string path, Exception exception) => exception switch
    {
        ExportFileException known => known,
        InvalidDataException => Refuse(ExportFileError.Unreadable, path, exception.Message, Correct, exception),
        FileNotFoundException or DirectoryNotFoundException => Refuse(ExportFileError.FileNotFound, path, "There is no such file.", "Check the path; Export-PostPressRelation makes the file.", exception),
        PathTooLongException => Refuse(ExportFileError.PathTooLong, path, "The name is too long.", "Give a shorter one.", exception),
        UnauthorizedAccessException => Refuse(ExportFileError.NotPermitted, path, "It may not be read.", "Check its permissions for the user who runs this.", exception),
        _ when FileFailure.IsInUse(exception) => Refuse(ExportFileError.InUse, path, "Another program has the file open.", "Close it there, then run the command again.", exception),
        _ => ReadFailed(path, exception),
    };

    private static ExportFileException Refuse(ExportFileError error, string path, string message, string action, Exception? cause = null) =>
        new(error, path, $"Reading '{path}': {message}", action, cause);

    // No line of it says so. But where a text begins like a formula, a safe file has an apostrophe before it, and any other has none.
    private static bool IsSpreadsheetSafe(Stream file, char delimiter)
    {
        var cells = new FormulaCell(delimiter);
        return !ExportText.Lines(file).Any(cells.HasUnprotected);
    }

    private bool MoveNext(IEnumerator<UserRelation> relations)
    {
        try
        {
            return relations.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Explain(_path, exception);
        }
    }
}
