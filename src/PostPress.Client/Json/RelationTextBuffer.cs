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

    /// <summary>Adds a string.</summary>
    public void Add(RelationText text, string value)
    {
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
