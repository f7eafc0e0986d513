namespace PostPress.Client;

/// <summary>Turns relations into the bytes of a file, and reads them back.</summary>
internal interface IRelationFormatter
{
    /// <summary>What stands at the beginning of the file.</summary>
    byte[] Preamble { get; }

    /// <summary>The bytes of a page's relations; valid until the next call.</summary>
    ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations);

    /// <summary>Reads back what was written, in the file's order, from its beginning; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">A line can't be read; the message says which, and why.</exception>
    IEnumerable<UserRelation> ReadRelations(Stream file);
}
