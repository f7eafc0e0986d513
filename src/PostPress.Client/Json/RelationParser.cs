using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads the relations of a page. A field that is not what the API promises is left empty and counted: it must not cost the list.</summary>
internal sealed class RelationParser(string accountId, UnreadableFields unreadable)
{
    private readonly RelationTextBuffer _texts = new();

    /// <summary>Reads a page of relations.</summary>
    /// <exception cref="PageFormatException">The body is not a page; its message says why.</exception>
    public static ApiPage<UserRelation> Parse(ReadOnlySpan<byte> body, string accountId)
    {
        var unreadable = new UnreadableFields();
        return JsonBody.ReadPage(body, new RelationParser(accountId, unreadable).Read, PageFormatException.NotARelation, unreadable, needsCursor: true);
    }

    /// <summary>Reads one; the reader stands at its beginning, and afterwards at its end.</summary>
    private UserRelation Read(ref Utf8JsonReader reader, int index)
    {
        List<string>? unread = null;
        DateTimeOffset? createdAt = null;
        _texts.Clear();
        while (JsonBody.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var name = LenientText.Name(ref reader);
            if (name.SequenceEqual("created_at"u8))
            {
                createdAt = FieldReader.Time(ref reader, "created_at", ref unread);
            }
            else if (RelationTextBuffer.FindField(name) is { } field)
            {
                FieldReader.Text(ref reader, field, _texts, ref unread);
            }
            else
            {
                JsonBody.Skip(ref reader);
            }
        }

        var texts = _texts.ToTexts();
        if (!texts.Has(RelationFields.MemberId) && !texts.Has(RelationFields.MemberUrn) && !texts.Has(RelationFields.ConnectionUrn) && !texts.Has(RelationFields.PublicIdentifier))
        {
            throw PageFormatException.NotARelation($"item {index} has nothing that says whom it is about");
        }

        if (unread is not null)
        {
            unreadable.Add(unread);
        }

        return new UserRelation(texts) { AccountId = accountId, CreatedAt = createdAt };
    }
}
