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

    public IEnumerable<(string? AccountId, string? MemberId)> ReadMembers(Stream file)
    {
        using var text = new StreamReader(file, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        while (text.ReadLine() is { } line)
        {
            var relation = JsonSerializer.Deserialize(line, RelationLineContext.Default.RelationLine);
            yield return (relation.AccountId, relation.MemberId);
        }
    }

    public void Dispose() => _json.Dispose();
}

/// <summary>A line, in the order of its fields. A struct: a million lines cost no objects.</summary>
internal readonly struct RelationLine
{
    [JsonConstructor]
    public RelationLine(string? accountId, string? memberId)
    {
        AccountId = accountId;
        MemberId = memberId;
    }

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

    [JsonPropertyName("account_id")]
    public string? AccountId { get; }

    [JsonPropertyName("first_name")]
    public string? FirstName { get; }

    [JsonPropertyName("last_name")]
    public string? LastName { get; }

    [JsonPropertyName("headline")]
    public string? Headline { get; }

    [JsonPropertyName("public_identifier")]
    public string? PublicIdentifier { get; }

    [JsonPropertyName("public_profile_url")]
    public string? PublicProfileUrl { get; }

    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; }

    [JsonPropertyName("member_id")]
    public string? MemberId { get; }

    [JsonPropertyName("member_urn")]
    public string? MemberUrn { get; }

    [JsonPropertyName("connection_urn")]
    public string? ConnectionUrn { get; }

    [JsonPropertyName("profile_picture_url")]
    public string? ProfilePictureUrl { get; }
}

[JsonSerializable(typeof(RelationLine))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RelationLineContext : JsonSerializerContext;
