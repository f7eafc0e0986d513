using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PostPress.Client;

/// <summary>
/// Reads relations from CSV by the names of its columns: a file of an export, also one that somebody has saved again with other columns
/// between or in another order. Whatever can't be read for certain is an <see cref="InvalidDataException"/> that says the line.
/// </summary>
internal sealed class CsvRelationReader : IDisposable
{
    private const string Quotation = "a quotation mark stands where none can be, or one is missing.";

    private readonly Stream _file;
    private readonly StreamReader _text;
    private readonly CsvParser _csv;
    private readonly FormulaCell? _formulas;

    private readonly RelationTextBuffer _texts = new();

    // The place of each field in a row, by the order of the table; -1 where a file from an earlier version lacks it.
    private int[] _places = [];
    private int _columnCount;
    private int _leastColumns;
    private string? _accountId;

    public CsvRelationReader(Stream file, char delimiter, FormulaCell? formulas)
    {
        _file = file;
        _formulas = formulas;
        _text = FileText.Open(file);
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

    /// <summary>The account of each row. Columns that a relation does not have are collected: each that has a name, and any other in which something is written.</summary>
    public IEnumerable<string?> ReadAccounts(ICollection<string> others)
    {
        Try(ReadHeader);
        var otherPlaces = Enumerable.Range(0, _columnCount).Except(_places).ToList();
        foreach (var name in otherPlaces.Select(place => _csv[place].Trim()).Where(name => name.Length > 0))
        {
            others.Add(name);
        }

        // Excel leaves empty ones at the end of lines.
        var unnamed = otherPlaces.Where(place => string.IsNullOrWhiteSpace(_csv[place])).ToList();
        while (Try(MoveToRow))
        {
            CheckLength();
            foreach (var place in unnamed.Concat(Enumerable.Range(_columnCount, Math.Max(0, _csv.Count - _columnCount))).Where(place => Cell(place) is not null))
            {
                var name = FormattableString.Invariant($"column {place + 1}");
                if (!others.Contains(name))
                {
                    others.Add(name);
                }
            }

            yield return Cell(_places[0]);
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
            throw FileText.OtherEncoding(_file);
        }
    }

    private bool ReadHeader()
    {
        if (!_csv.Read() || (IsBeforeHeader(_csv[0]) && !_csv.Read()))
        {
            throw new InvalidDataException("It is empty: a header line is missing.");
        }

        var names = _csv.Record!.Select(name => name.Trim()).ToList();
        _places = [.. RelationFields.All.Select(field => names.FindIndex(name => field.Property.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        var missing = RelationFields.All.Where((field, index) => field.IsRequired && _places[index] < 0).ToList();
        if (missing.Count > 0)
        {
            throw Unreadable($"the header lacks {string.Join(", ", missing.Select(field => field.Property))}.");
        }

        _columnCount = names.Count;
        // Excel leaves out empty cells at the end of a line, and many people have no picture.
        _leastColumns = RelationFields.All.Zip(_places, (field, place) => field.IsRequired && field != RelationFields.ProfilePictureUrl ? place : -1).Max() + 1;
        return true;
    }

    private UserRelation? ReadNext()
    {
        if (!MoveToRow())
        {
            return null;
        }

        CheckLength();
        return IsEmptyFrom(_columnCount) ? ReadRelation() : throw OtherLength();
    }

    private bool MoveToRow()
    {
        do
        {
            if (!_csv.Read())
            {
                return false;
            }
        }
        while (IsEmptyFrom(0));

        return true;
    }

    private void CheckLength()
    {
        if (_csv.Count < _leastColumns)
        {
            throw OtherLength();
        }
    }

    private InvalidDataException OtherLength() => Unreadable($"it has {_csv.Count} {(_csv.Count == 1 ? "field" : "fields")}, and the header has {_columnCount}.");

    private UserRelation ReadRelation()
    {
        _texts.Clear();
        string? accountId = null;
        DateTimeOffset? createdAt = null;
        for (var index = 0; index < _places.Length; index++)
        {
            var field = RelationFields.All[index];
            if (Cell(_places[index]) is not { } cell)
            {
                continue;
            }

            if (field == RelationFields.CreatedAt)
            {
                createdAt = Time(field, cell);
            }
            else if (_formulas is not null)
            {
                cell = _formulas.Restore(cell)!;
            }

            if (field.IsText)
            {
                _texts.Add(field, cell);
            }
            else if (field == RelationFields.AccountId)
            {
                accountId = cell;
            }
        }

        // One string for all rows of an account.
        _accountId = accountId == _accountId ? _accountId : accountId;
        return new UserRelation(_texts.ToTexts()) { AccountId = _accountId, CreatedAt = createdAt };
    }

    private bool IsEmptyFrom(int place)
    {
        while (place < _csv.Count && _csv[place].Length == 0)
        {
            place++;
        }

        return place >= _csv.Count;
    }

    // CSV has one empty cell for both, an empty string and none.
    private string? Cell(int place) => place >= 0 && place < _csv.Count && _csv[place] is { Length: > 0 } cell ? cell : null;

    private DateTimeOffset Time(RelationField field, string cell)
    {
        try
        {
            return FileText.ParseTime(cell);
        }
        catch (FormatException exception)
        {
            throw Unreadable($"{field.Property} {exception.Message}", exception);
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
