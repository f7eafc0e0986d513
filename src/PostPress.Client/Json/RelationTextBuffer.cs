using System.Runtime.InteropServices;
using System.Text;

namespace PostPress.Client;

/// <summary>Collects the texts of one relation after the other, in any order.</summary>
internal sealed class RelationTextBuffer
{
    private byte[] _block = new byte[2048];
    private int _length;

    /// <summary>Makes an empty one.</summary>
    public RelationTextBuffer() => Clear();

    /// <summary>The texts of a relation in UTF-8: as they came, or made of its strings.</summary>
    public static RelationTexts TextsOf(UserRelation relation)
    {
        if (!relation.Texts.IsEmpty)
        {
            return relation.Texts;
        }

        var texts = new RelationTextBuffer();
        texts.Add(RelationText.FirstName, relation.FirstName);
        texts.Add(RelationText.LastName, relation.LastName);
        texts.Add(RelationText.Headline, relation.Headline);
        texts.Add(RelationText.PublicIdentifier, relation.PublicIdentifier);
        texts.Add(RelationText.PublicProfileUrl, relation.PublicProfileUrl);
        texts.Add(RelationText.MemberId, relation.MemberId);
        texts.Add(RelationText.MemberUrn, relation.MemberUrn);
        texts.Add(RelationText.ConnectionUrn, relation.ConnectionUrn);
        texts.Add(RelationText.ProfilePictureUrl, relation.ProfilePictureUrl);
        return texts.ToTexts();
    }

    /// <summary>Forgets what there is.</summary>
    public void Clear()
    {
        _length = RelationTexts.HeaderLength;
        Places.Fill(-1);
    }

    /// <summary>There is no such text.</summary>
    public void Remove(RelationText text) => Place(text, start: -1, length: -1);

    /// <summary>Room for a text of so many bytes at the most; <see cref="Added"/> then says how many it has.</summary>
    public Span<byte> RoomFor(int bytes)
    {
        if (_block.Length - _length < bytes)
        {
            Array.Resize(ref _block, Math.Max(2 * _block.Length, _length + bytes));
        }

        return _block.AsSpan(_length, bytes);
    }

    /// <summary>The text stands in the room that was asked for.</summary>
    public void Added(RelationText text, int bytes)
    {
        Place(text, _length, bytes);
        _length += bytes;
    }

    /// <summary>Adds a string, or that there is none.</summary>
    public void Add(RelationText text, string? value)
    {
        if (value is null)
        {
            Remove(text);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        bytes.CopyTo(RoomFor(bytes.Length));
        Added(text, bytes.Length);
    }

    /// <summary>The texts that were added since the last <see cref="Clear"/>, in a block of their own.</summary>
    public RelationTexts ToTexts() => new(_block.AsSpan(0, _length).ToArray());

    private Span<int> Places => MemoryMarshal.Cast<byte, int>(_block.AsSpan(0, RelationTexts.HeaderLength));

    private void Place(RelationText text, int start, int length)
    {
        var places = Places;
        places[2 * (int)text] = start;
        places[(2 * (int)text) + 1] = length;
    }
}
