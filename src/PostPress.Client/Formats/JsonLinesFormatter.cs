using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>JSON Lines: one relation a line, as <see cref="RelationJson"/> writes it, in UTF-8 without a BOM.</summary>
internal sealed class JsonLinesFormatter : RelationFormatter
{
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonLinesFormatter() =>
        // é stays é, as in the API's own bodies; the file is never part of a web page.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override byte[] Preamble => [];

    public override ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations)
    {
        _buffer.SetLength(0);
        foreach (var relation in relations)
        {
            _json.Reset();
            RelationJson.Write(_json, relation);
            _json.Flush();
            _buffer.WriteByte((byte)'\n');
        }

        var written = _buffer.GetBuffer();
        return new ArraySegment<byte>(written, 0, JsonEscapes.Resolve(written.AsSpan(0, (int)_buffer.Length)));
    }

    public override IEnumerable<UserRelation> ReadRelations(Stream file)
    {
        var line = 0;
        foreach (var json in FileText.Lines(file))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json))
            {
                yield return Parse(json, line);
            }
        }
    }

    public override IEnumerable<string?> ReadAccounts(Stream file, ICollection<string> others)
    {
        var line = 0;
        foreach (var json in FileText.Lines(file))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json))
            {
                yield return ReadAccount(json, line, others);
            }
        }
    }

    public override void Dispose() => _json.Dispose();

    private static string? ReadAccount(string json, int line, ICollection<string> others)
    {
        try
        {
            return RelationJson.ReadAccount(Encoding.UTF8.GetBytes(json), others);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Line {line}: it is not the JSON of a relation.", exception);
        }
    }

    private static UserRelation Parse(string json, int line)
    {
        try
        {
            return RelationJson.Read(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException exception)
        {
            var reason = exception.Path is null or "$" ? "" : $" ({exception.Path})";
            throw new InvalidDataException($"Line {line}: {(exception.Message.StartsWith("it has ", StringComparison.Ordinal) ? exception.Message : $"it is not the JSON of a relation{reason}")}.", exception);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException($"Line {line}: created_at is no time.", exception);
        }
    }
}
