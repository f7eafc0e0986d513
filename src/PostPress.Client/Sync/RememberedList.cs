using System.Buffers.Binary;

namespace PostPress.Client;

/// <summary>
/// Who is in the list of an account, newest first, and a hash of what each of them said: 24 bytes a person. Enough to see on a quiet day that
/// nothing is new without opening the file, and to tell changes from what somebody did to the file by hand.
/// </summary>
internal sealed class RememberedList
{
    private const int Bytes = 24;

    private readonly Dictionary<Fingerprint, (int Position, ulong Content)> _people;

    private RememberedList(Dictionary<Fingerprint, (int Position, ulong Content)> people) => _people = people;

    public int Count => _people.Count;

    public IEnumerable<Fingerprint> Keys => _people.Keys;

    /// <summary>By what a relation is known; where it has no id, by what it says.</summary>
    public static Fingerprint KeyOf(UserRelation relation) => Fingerprint.Of(relation) ?? RelationContent.FingerprintOf(relation, includePicture: true);

    /// <summary>The text of a list.</summary>
    public static string Write(IReadOnlyList<UserRelation> relations)
    {
        var bytes = new byte[relations.Count * Bytes];
        for (var i = 0; i < relations.Count; i++)
        {
            var key = KeyOf(relations[i]);
            var place = bytes.AsSpan(i * Bytes, Bytes);
            BinaryPrimitives.WriteUInt64LittleEndian(place, key.High);
            BinaryPrimitives.WriteUInt64LittleEndian(place[8..], key.Low);
            BinaryPrimitives.WriteUInt64LittleEndian(place[16..], RelationContent.HashOf(relations[i]));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads it.</summary>
    public static RememberedList Read(string text)
    {
        var bytes = Convert.FromBase64String(text);
        var people = new Dictionary<Fingerprint, (int, ulong)>(bytes.Length / Bytes);
        for (var at = 0; at + Bytes <= bytes.Length; at += Bytes)
        {
            var place = bytes.AsSpan(at, Bytes);
            var key = new Fingerprint(BinaryPrimitives.ReadUInt64LittleEndian(place), BinaryPrimitives.ReadUInt64LittleEndian(place[8..]));
            people[key] = (at / Bytes, BinaryPrimitives.ReadUInt64LittleEndian(place[16..]));
        }

        return new RememberedList(people);
    }

    public bool Contains(UserRelation relation) => _people.ContainsKey(KeyOf(relation));

    /// <summary>The place of somebody, from 0; -1 where they are not in it.</summary>
    public int PositionOf(UserRelation relation) => _people.TryGetValue(KeyOf(relation), out var known) ? known.Position : -1;

    /// <summary>Whether this relation is in it just as it is.</summary>
    public bool HasUnchanged(UserRelation relation) => _people.TryGetValue(KeyOf(relation), out var known) && known.Content == RelationContent.HashOf(relation);
}
