namespace PostPress.Client;

/// <summary>
/// Reads a file of relations, whoever wrote it: CSV with any delimiter, with a BOM or without, or JSON Lines. It can be read more than once,
/// and gives the same each time, also where an export replaces the file meanwhile.
/// </summary>
internal sealed class RelationFile : IDisposable
{
    private const string Empty = "It is empty.";

    // Nothing is longer that has nothing in it: a BOM and some line breaks.
    private const int MostBlanks = 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly RelationFormatter _formatter;

    private RelationFile(string path, FileStream file, bool? isSpreadsheetSafe)
    {
        _path = path;
        _file = file;
        var format = FileFormat.Of(file) ?? throw new InvalidDataException(
            IsBlank(file) ? Empty : $"It begins neither with a line of JSON nor with the columns {RelationFields.All[0].Property}, {RelationFields.All[1].Property} and so on.");
        var isSafe = format.Format == ExportFormat.Csv && (isSpreadsheetSafe ?? IsSpreadsheetSafe(file, format.Delimiter));
        _formatter = (format with { SpreadsheetSafe = isSafe }).CreateFormatter();
    }

    /// <summary>Opens a file. A link is followed.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isSpreadsheetSafe">Whether it was written spreadsheet safe; <see langword="null"/> to see by its content.</param>
    /// <exception cref="ExportFileException">There is no file, or it is no file of relations.</exception>
    public static RelationFile Open(string path, bool? isSpreadsheetSafe = null)
    {
        FileStream? file = null;
        try
        {
            CheckKind(path);
            // Whoever replaces the file meanwhile is not kept from it.
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new RelationFile(path, file, isSpreadsheetSafe);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw FileFailure.OfReading(path, exception);
        }
    }

    /// <summary>The same for a file that we wrote; <see langword="null"/> where it is missing or has nothing in it, as JSON Lines of nobody.</summary>
    public static RelationFile? OpenOwn(string path, bool isSpreadsheetSafe)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 } ? Open(path, isSpreadsheetSafe) : null;
        }
        catch (ExportFileException exception) when (exception.Error == ExportFileError.FileNotFound || exception.InnerException is InvalidDataException { Message: Empty })
        {
            return null;
        }
    }

    /// <summary>The relations of a file that we wrote; none where it is missing or empty, as JSON Lines of nobody is.</summary>
    /// <exception cref="ExportFileException">Someone has made something else of it, from the beginning or from a line on.</exception>
    public static IEnumerable<UserRelation> ReadOwn(string path, bool isSpreadsheetSafe)
    {
        using var file = OpenOwn(path, isSpreadsheetSafe);
        foreach (var relation in file?.Read() ?? [])
        {
            yield return relation;
        }
    }

    /// <summary>The relations, in the order of the file, as they are read. Not two readings at once.</summary>
    /// <exception cref="ExportFileException">A line can't be read; the message says which, and why.</exception>
    public IEnumerable<UserRelation> Read() => Read(_formatter.ReadRelations(_file));

    /// <summary>How many rows there are of each account, whatever is in them, and the columns that a relation does not have.</summary>
    /// <exception cref="ExportFileException">A line can't be read; the message says which, and why.</exception>
    public (IReadOnlyDictionary<string, long> Rows, IReadOnlyList<string> Others) Inspect()
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        List<string> others = [];
        foreach (var account in Read(_formatter.ReadAccounts(_file, others)))
        {
            var id = account ?? "";
            rows[id] = (rows.TryGetValue(id, out var count) ? count : 0) + 1;
        }

        return (rows, others);
    }

    public void Dispose()
    {
        _formatter.Dispose();
        _file.Dispose();
    }

    private static void CheckKind(string path)
    {
        switch (FileKinds.Of(TargetFile.Resolve(path)))
        {
            case FileKind.Folder:
                throw FileFailure.Unreadable(ExportFileError.IsDirectory, path, "It is a folder.", "Give the path of a file, e.g. one in this folder.");
            case FileKind.Special:
                throw FileFailure.Unreadable(ExportFileError.NotARegularFile, path, "It is a device, a pipe or a socket.", "Give the path of a file.");
        }
    }

    // No line of it says so. But where a cell begins like a formula, a safe file has an apostrophe before it, and any other has none.
    private static bool IsSpreadsheetSafe(Stream file, char delimiter)
    {
        var cells = new FormulaCell(delimiter);
        return !FileText.Lines(file).Any(cells.HasUnprotected);
    }

    private static bool IsBlank(FileStream file) => file.Length <= MostBlanks && string.IsNullOrWhiteSpace(FileText.Beginning(file, MostBlanks));

    private IEnumerable<T> Read<T>(IEnumerable<T> rows)
    {
        using var row = rows.GetEnumerator();
        while (MoveNext(row))
        {
            yield return row.Current;
        }
    }

    private bool MoveNext<T>(IEnumerator<T> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw FileFailure.OfReading(_path, exception);
        }
    }
}
