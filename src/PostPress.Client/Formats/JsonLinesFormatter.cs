using System.Text.Encodings.Web;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>JSON Lines: one relation a line, UTF-8 without a byte order mark, with the API's field names and the account's id first.</summary>
internal sealed class JsonLinesFormatter : IRelationFormatter, IDisposable
{
    private static readonly JsonEncodedText AccountId = JsonEncodedText.Encode("account_id");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");

    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonLinesFormatter() =>
        // é stays é, as in the API's own bodies; the file is never part of a web page.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public byte[] Preamble => [];

    public ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations)
    {
        _buffer.SetLength(0);
        foreach (var relation in relations)
        {
            _json.Reset();
            Write(relation);
            _json.Flush();
            _buffer.WriteByte((byte)'\n');
        }

        var written = _buffer.GetBuffer();
        return new ArraySegment<byte>(written, 0, JsonEscapes.Resolve(written.AsSpan(0, (int)_buffer.Length)));
    }

    public IEnumerable<UserRelation> ReadRelations(Stream file)
    {
        var line = 0;
        foreach (var json in ExportText.Lines(file))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json))
            {
                yield return Parse(json, line);
            }
        }
    }

    public void Dispose() => _json.Dispose();

    // As RelationLine is written, but without strings.
    private void Write(UserRelation relation)
    {
        _json.WriteStartObject();
        if (relation.AccountId is { } accountId)
        {
            _json.WriteString(AccountId, accountId);
        }

        for (var text = RelationText.FirstName; text < RelationText.MemberId; text++)
        {
            Write(relation, text);
        }

        if (relation.CreatedAt is { } time)
        {
            _json.WriteNumber(CreatedAt, time.ToUnixTimeMilliseconds());
        }

        for (var text = RelationText.MemberId; text <= RelationText.ProfilePictureUrl; text++)
        {
            Write(relation, text);
        }

        _json.WriteEndObject();
    }

    private void Write(UserRelation relation, RelationText text)
    {
        if (relation.Has(text))
        {
            _json.WriteString(RelationField.Of(text).Json, relation.Utf8(text));
        }
    }

    private static UserRelation Parse(string json, int line)
    {
        try
        {
            var relation = JsonSerializer.Deserialize(json, RelationLineContext.Default.RelationLine);
            return !relation.Equals(default(RelationLine))
                ? relation.ToRelation()
                : throw new InvalidDataException($"Line {line}: it has no field of a relation, such as account_id or member_id.");
        }
        catch (JsonException exception)
        {
            var field = exception.Path is null or "$" ? "" : $" ({exception.Path})";
            throw new InvalidDataException($"Line {line}: it is not the JSON of a relation{field}.", exception);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException($"Line {line}: created_at is no time.", exception);
        }
    }
}
