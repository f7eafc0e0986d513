namespace PostPress.Help.Markdown;

/// <summary>A part of a text.</summary>
internal abstract record Block;

/// <summary>A paragraph, in one line, without markup.</summary>
internal sealed record Paragraph(string Text) : Block;

/// <summary>An item of a list, in one line, without markup; the marker is <c>-</c> or <c>1.</c>.</summary>
internal sealed record ListItem(string Marker, string Text) : Block;

/// <summary>A code block, as it stands.</summary>
internal sealed record Code(string Language, IReadOnlyList<string> Lines) : Block
{
    /// <summary>The lines as one text.</summary>
    public string Text => string.Join('\n', Lines);
}

/// <summary>A table, its cells without markup.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;
