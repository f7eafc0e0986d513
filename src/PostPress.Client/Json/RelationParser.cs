using System.Runtime.InteropServices;
using System.Text;
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
            var name = FieldReader.ReadName(ref reader);
            if (name.SequenceEqual("created_at"u8))
            {
                createdAt = FieldReader.ReadTime(ref reader, "created_at", ref unread);
            }
            else if (RelationTextBuffer.FindField(name) is { } field)
            {
                FieldReader.ReadText(ref reader, field, _texts, ref unread);
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

/// <summary>Collects the strings of one relation after the other, in any order.</summary>
internal sealed class RelationTextBuffer
{
    private byte[] _block = new byte[2048];
    private int _length;

    /// <summary>Makes an empty one.</summary>
    public RelationTextBuffer() => Clear();

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _length = RelationTexts.HeaderLength;
        Places.Fill(-1);
    }

    /// <summary>Removes the value of a field.</summary>
    public void Remove(RelationField field) => Place(field, start: -1, length: -1);

    /// <summary>Room for a string of at most so many bytes; <see cref="Added"/> then says how many it has.</summary>
    public Span<byte> RoomFor(int bytes)
    {
        if (_block.Length - _length < bytes)
        {
            Array.Resize(ref _block, Math.Max(2 * _block.Length, _length + bytes));
        }

        return _block.AsSpan(_length, bytes);
    }

    /// <summary>The room of <see cref="RoomFor"/> now holds the value of a field.</summary>
    public void Added(RelationField field, int bytes)
    {
        Place(field, _length, bytes);
        _length += bytes;
    }

    /// <summary>Adds a string.</summary>
    public void Add(RelationField field, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        bytes.CopyTo(RoomFor(bytes.Length));
        Added(field, bytes.Length);
    }

    /// <summary>The strings that were added since the last <see cref="Clear"/>, in a block of their own.</summary>
    public RelationTexts ToTexts() => new(_block.AsSpan(0, _length).ToArray());

    /// <summary>The string field with a name in JSON; <see langword="null"/> for any other name.</summary>
    public static RelationField? FindField(ReadOnlySpan<byte> jsonName)
    {
        foreach (var field in RelationFields.Texts)
        {
            if (jsonName.SequenceEqual(field.JsonUtf8))
            {
                return field;
            }
        }

        return null;
    }

    private Span<int> Places => MemoryMarshal.Cast<byte, int>(_block.AsSpan(0, RelationTexts.HeaderLength));

    private void Place(RelationField field, int start, int length)
    {
        var places = Places;
        places[2 * field.Slot] = start;
        places[(2 * field.Slot) + 1] = length;
    }
}
