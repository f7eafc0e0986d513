using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PostPress.Client;

/// <summary>
/// Reads relations from CSV by the names of its columns: a file of an export, also one that somebody has saved again with other columns
/// between or in another order. Whatever can't be read for certain is an <see cref="InvalidDataException"/> that says the line.
/// </summary>
internal sealed class CsvRelations : IDisposable
{
    private const string Quotation = "a quotation mark stands where none can be, or one is missing.";

    private readonly Stream _file;
    private readonly StreamReader _text;
    private readonly CsvParser _csv;
    private readonly FormulaCell? _formulas;

    // Where the columns of CsvFormatter stand.
    private int[] _places = [];
    private int _columnCount;
    private int _leastColumns;

    public CsvRelations(Stream file, char delimiter, FormulaCell? formulas)
    {
        _file = file;
        _formulas = formulas;
        _text = ExportText.Open(file);
        // Every kind of line break ends a line: an editor may have changed them.
        _csv = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString() });
    }

    /// <summary>Whether a line before the header is no part of the table: Export-Csv of Windows PowerShell names the type there, Excel reads the delimiter from it.</summary>
    public static bool IsBeforeHeader(string line) => line.StartsWith("#TYPE ", StringComparison.Ordinal) || line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<UserRelation> ReadAll()
    {
        Try(ReadHeader);
        while (Try(ReadNext) is { } relation)
        {
            yield return relation;
        }
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BadDataException exception)
        {
            throw Unreadable(Quotation, exception);
        }
        catch (CsvHelperException exception)
        {
            throw Unreadable("it is no CSV.", exception);
        }
        catch (DecoderFallbackException)
        {
            throw ExportText.OtherEncoding(_file);
        }
    }

    private bool ReadHeader()
    {
        if (!_csv.Read() || (IsBeforeHeader(_csv[0]) && !_csv.Read()))
        {
            throw new InvalidDataException("It is empty: a header line is missing.");
        }

        var names = _csv.Record!.Select(name => name.Trim()).ToList();
        _places = [.. CsvFormatter.Columns.Select(column => names.FindIndex(name => column.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        var missing = CsvFormatter.Columns.Where((_, column) => _places[column] < 0).ToList();
        if (missing.Count > 0)
        {
            throw Unreadable($"the header lacks {string.Join(", ", missing)}.");
        }

        _columnCount = names.Count;
        // Excel leaves out the ends of lines that are empty, and many people have no picture.
        _leastColumns = _places.Take(_places.Length - 1).Max() + 1;
        return true;
    }

    private UserRelation? ReadNext()
    {
        do
        {
            if (!_csv.Read())
            {
                return null;
            }
        }
        while (IsEmptyFrom(0));

        if (_csv.Count < _leastColumns || !IsEmptyFrom(_columnCount))
        {
            throw Unreadable($"it has {_csv.Count} fields, and the header has {_columnCount}.");
        }

        return new UserRelation
        {
            AccountId = Text(0),
            FirstName = Text(1),
            LastName = Text(2),
            Headline = Text(3),
            PublicIdentifier = Text(4),
            PublicProfileUrl = Text(5),
            CreatedAt = Time(6),
            MemberId = Text(7),
            MemberUrn = Text(8),
            ConnectionUrn = Text(9),
            ProfilePictureUrl = Text(10),
        };
    }

    private bool IsEmptyFrom(int place)
    {
        while (place < _csv.Count && _csv[place].Length == 0)
        {
            place++;
        }

        return place >= _csv.Count;
    }

    // CSV has one empty cell for both, an empty text and none.
    private string? Cell(int column) => _places[column] < _csv.Count && _csv[_places[column]] is { Length: > 0 } cell ? cell : null;

    private string? Text(int column) => _formulas is null ? Cell(column) : _formulas.Restore(Cell(column));

    private DateTimeOffset? Time(int column)
    {
        try
        {
            return Cell(column) is { } cell ? ExportTime.Parse(cell) : null;
        }
        catch (FormatException exception)
        {
            throw Unreadable($"{CsvFormatter.Columns[column]} {exception.Message}", exception);
        }
    }

    private InvalidDataException Unreadable(string what, Exception? cause = null)
    {
        // The line that the row begins with: a headline may go on over several, and a quotation mark that is missing over all.
        var row = _csv.RawRecord ?? "";
        var isOpen = cause is null && row.Count(character => character == '"') % 2 == 1;
        var line = _csv.RawRow - (isOpen ? row : row.TrimEnd('\r', '\n')).Count(character => character == '\n');
        return new InvalidDataException($"Line {line}: {(isOpen ? Quotation : what)}", cause);
    }
}
