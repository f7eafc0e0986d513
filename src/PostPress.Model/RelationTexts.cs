using System.Text;

namespace PostPress;

/// <summary>
/// The texts of one relation in UTF-8, in one block of bytes. A pipeline reads two or three of the nine, and a file wants them in UTF-8
/// again: strings for all of them would be most of what a list costs.
/// </summary>
/// <param name="block">First where each text is (its start, and its length or -1 where there is none), then the texts.</param>
internal readonly struct RelationTexts(byte[]? block)
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)RelationText.ProfilePictureUrl + 1;

    private const int PlaceLength = 2 * sizeof(int);

    /// <summary>The bytes before the texts.</summary>
    public const int HeaderLength = Count * PlaceLength;

    /// <summary>Whether there is anything: a relation that was made of strings has none of this.</summary>
    public bool IsEmpty => block is null;

    /// <summary>Whether there is such a text, if only an empty one.</summary>
    public bool Has(RelationText text) => Length(text) >= 0;

    /// <summary>The bytes of a text; none where there is none.</summary>
    public ArraySegment<byte> Utf8(RelationText text) => Length(text) is > 0 and var length ? new(block!, Start(text), length) : new([]);

    /// <summary>A text; <see langword="null"/> where there is none.</summary>
    public string? Read(RelationText text) => Length(text) is >= 0 and var length ? Encoding.UTF8.GetString(block!, Start(text), length) : null;

    private int Start(RelationText text) => BitConverter.ToInt32(block!, (int)text * PlaceLength);

    private int Length(RelationText text) => block is null ? -1 : BitConverter.ToInt32(block, ((int)text * PlaceLength) + sizeof(int));
}
