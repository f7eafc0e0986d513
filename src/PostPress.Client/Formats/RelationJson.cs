using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>
/// A relation as JSON in our own files, with the API's field names and the account's id first. Strict, unlike the reading of the API's pages: what is
/// wrong in a file is an error.
/// </summary>
internal sealed class RelationJson : JsonConverter<UserRelation>
{
    private static readonly JsonEncodedText[] Names = [.. RelationFields.All.Select(field => JsonEncodedText.Encode(field.JsonName))];

    public override void Write(Utf8JsonWriter writer, UserRelation value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter json, UserRelation relation)
    {
        json.WriteStartObject();
        for (var index = 0; index < Names.Length; index++)
        {
            var field = RelationFields.All[index];
            if (field.IsText)
            {
                if (relation.Has(field))
                {
                    json.WriteString(Names[index], relation.Utf8(field));
                }
            }
            else if (field == RelationFields.CreatedAt)
            {
                if (relation.CreatedAt is { } time)
                {
                    json.WriteNumber(Names[index], time.ToUnixTimeMilliseconds());
                }
            }
            else if (field.Read(relation) is { } other)
            {
                json.WriteString(Names[index], other);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Reads an object; a field that a later version added is ignored.</summary>
    /// <exception cref="JsonException">A field has another type, or there is none of a relation; the path says which field.</exception>
    public override UserRelation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>Reads a line that holds a relation and nothing else.</summary>
    /// <exception cref="JsonException">It is none, or something follows it.</exception>
    public static UserRelation Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        try
        {
            var relation = Read(ref reader);
            return !reader.Read() ? relation : throw new JsonException();
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair.
            throw new JsonException("a string is not valid Unicode", exception);
        }
    }

    private static UserRelation Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var texts = new RelationTextBuffer();
        string? accountId = null;
        DateTimeOffset? createdAt = null;
        var hasField = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = RelationTextBuffer.FindField(FieldReader.ReadName(ref reader)) ?? Other(ref reader);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
                continue;
            }

            hasField |= reader.TokenType != JsonTokenType.Null;
            if (field.IsText)
            {
                Read(ref reader, field, texts);
            }
            else if (field == RelationFields.AccountId)
            {
                accountId = Text(ref reader, field);
            }
            else
            {
                createdAt = Time(ref reader, field);
            }
        }

        return hasField
            ? new UserRelation(texts.ToTexts()) { AccountId = accountId, CreatedAt = createdAt }
            : throw new JsonException("it has no field of a relation, such as account_id or member_id");
    }

    /// <summary>The account of a line, whatever its values are; names that a relation does not have are collected.</summary>
    /// <exception cref="JsonException">It is not an object, or has no field of a relation.</exception>
    public static string? ReadAccount(ReadOnlySpan<byte> line, ICollection<string> others)
    {
        var reader = new Utf8JsonReader(line);
        string? account = null;
        var hasField = false;
        reader.Read();
        for (var isObject = reader.TokenType == JsonTokenType.StartObject; isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var name = FieldReader.ReadString(ref reader)!;
            var field = RelationFields.All.FirstOrDefault(field => field.JsonName == name);
            hasField |= field is not null;
            if (field is null && !others.Contains(name))
            {
                others.Add(name);
            }

            reader.Read();
            account = field == RelationFields.AccountId && reader.TokenType == JsonTokenType.String ? FieldReader.ReadString(ref reader) : account;
            reader.Skip();
        }

        // What follows the object would be lost.
        return hasField && !reader.Read() ? account : throw new JsonException();
    }

    private static RelationField? Other(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals(RelationFields.AccountId.JsonUtf8) ? RelationFields.AccountId
        : reader.ValueTextEquals(RelationFields.CreatedAt.JsonUtf8) ? RelationFields.CreatedAt
        : null;

    private static void Read(ref Utf8JsonReader reader, RelationField field, RelationTextBuffer texts)
    {
        texts.Remove(field);
        if (Text(ref reader, field) is { } value)
        {
            texts.Add(field, value);
        }
    }

    private static string? Text(ref Utf8JsonReader reader, RelationField field) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        _ => throw Wrong(field),
    };

    private static DateTimeOffset? Time(ref Utf8JsonReader reader, RelationField field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var time) ? DateTimeOffset.FromUnixTimeMilliseconds(time) : throw Wrong(field);
    }

    private static JsonException Wrong(RelationField field) => new(message: null, $"$.{field.JsonName}", lineNumber: null, bytePositionInLine: null);
}
