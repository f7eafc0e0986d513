namespace PostPress.Client;

/// <summary>Reads a page of relations.</summary>
internal static class PageParser
{
    /// <summary>Reads a whole body.</summary>
    /// <exception cref="PageFormatException">The body is not a page; its message says why.</exception>
    public static RelationPage Parse(ReadOnlySpan<byte> body, string accountId)
    {
        var unreadable = new UnreadableFields();
        var list = ListParser.Parse(body, new RelationParser(accountId, unreadable).Read, PageFormatException.NotARelation);
        // Only null ends a list. Where the field is missing, nobody knows whether the list is whole.
        return list.HasCursor
            ? new RelationPage(list.Items, list.Cursor) { Unreadable = unreadable.Items > 0 ? unreadable : null }
            : throw new PageFormatException("it has no cursor, so it can't be told whether more follows");
    }
}
