using System.Text;

namespace PostPress;

/// <summary>
/// The strings of one relation in UTF-8, in one block of bytes. A pipeline reads two or three of them, and a file wants them in UTF-8
/// again: .NET strings for all of them would be most of what a list costs.
/// </summary>
/// <param name="block">First where each string is (its start, and its length or -1 where it is missing), then the strings.</param>
internal readonly struct RelationTexts(byte[]? block)
{
    private const int PlaceLength = 2 * sizeof(int);

    /// <summary>The bytes before the strings.</summary>
    public static int HeaderLength => RelationFields.Texts.Length * PlaceLength;

    /// <summary>Whether there is no block: a relation that was made of .NET strings has none.</summary>
    public bool IsEmpty => block is null;

    /// <summary>Whether the field has a value, which may be an empty string.</summary>
    public bool Has(RelationField field) => Length(field) >= 0;

    /// <summary>The bytes of a field; empty where it is missing.</summary>
    public ArraySegment<byte> Utf8(RelationField field) => Length(field) is > 0 and var length ? new(block!, Start(field), length) : new([]);

    /// <summary>A field as a string; <see langword="null"/> where it is missing.</summary>
    public string? Read(RelationField field) => Length(field) is >= 0 and var length ? Encoding.UTF8.GetString(block!, Start(field), length) : null;

    private int Start(RelationField field) => BitConverter.ToInt32(block!, field.Slot * PlaceLength);

    private int Length(RelationField field) => block is null ? -1 : BitConverter.ToInt32(block, (field.Slot * PlaceLength) + sizeof(int));
}
