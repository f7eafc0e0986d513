using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>JSON Lines: one relation a line, UTF-8 without a byte order mark, with the API's field names and the account's id first.</summary>
internal sealed class JsonLinesFormatter : IRelationFormatter, IDisposable
{
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
            JsonSerializer.Serialize(_json, new RelationLine(relation), RelationLineContext.Default.RelationLine);
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

/// <summary>A line, in the order of its fields. A struct: a million lines cost no objects.</summary>
internal readonly record struct RelationLine
{
    public RelationLine(UserRelation relation)
    {
        AccountId = relation.AccountId;
        FirstName = relation.FirstName;
        LastName = relation.LastName;
        Headline = relation.Headline;
        PublicIdentifier = relation.PublicIdentifier;
        PublicProfileUrl = relation.PublicProfileUrl;
        CreatedAt = relation.CreatedAt?.ToUnixTimeMilliseconds();
        MemberId = relation.MemberId;
        MemberUrn = relation.MemberUrn;
        ConnectionUrn = relation.ConnectionUrn;
        ProfilePictureUrl = relation.ProfilePictureUrl;
    }

    public UserRelation ToRelation() => new()
    {
        AccountId = AccountId,
        FirstName = FirstName,
        LastName = LastName,
        Headline = Headline,
        PublicIdentifier = PublicIdentifier,
        PublicProfileUrl = PublicProfileUrl,
        CreatedAt = CreatedAt is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
        MemberId = MemberId,
        MemberUrn = MemberUrn,
        ConnectionUrn = ConnectionUrn,
        ProfilePictureUrl = ProfilePictureUrl,
    };

    [JsonPropertyName("account_id")]
    public string? AccountId { get; init; }

    [JsonPropertyName("first_name")]
    public string? FirstName { get; init; }

    [JsonPropertyName("last_name")]
    public string? LastName { get; init; }

    [JsonPropertyName("headline")]
    public string? Headline { get; init; }

    [JsonPropertyName("public_identifier")]
    public string? PublicIdentifier { get; init; }

    [JsonPropertyName("public_profile_url")]
    public string? PublicProfileUrl { get; init; }

    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; init; }

    [JsonPropertyName("member_id")]
    public string? MemberId { get; init; }

    [JsonPropertyName("member_urn")]
    public string? MemberUrn { get; init; }

    [JsonPropertyName("connection_urn")]
    public string? ConnectionUrn { get; init; }

    [JsonPropertyName("profile_picture_url")]
    public string? ProfilePictureUrl { get; init; }
}

[JsonSerializable(typeof(RelationLine))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RelationLineContext : JsonSerializerContext;
