namespace PostPress.Client;

/// <summary>Turns relations into the bytes of a file, and finds their member ids in it again.</summary>
internal interface IRelationFormatter
{
    /// <summary>What stands at the beginning of the file.</summary>
    byte[] Preamble { get; }

    /// <summary>The bytes of a page's relations; valid until the next call.</summary>
    ArraySegment<byte> Format(IReadOnlyList<UserRelation> relations);

    /// <summary>Reads back who is in a file: account and member id, in the file's order.</summary>
    IEnumerable<(string? AccountId, string? MemberId)> ReadMembers(Stream file);
}
