namespace PostPress.Help;

/// <summary>A part of a page, without its markup: what both kinds of help are written from.</summary>
internal abstract record Block;

/// <summary>A paragraph, or an item of a list with its marker (<c>-</c> or <c>1.</c>), in one line.</summary>
internal sealed record Paragraph(string Text, string Marker = "") : Block
{
    /// <summary>Whether this is an item of a list.</summary>
    public bool IsItem => Marker.Length > 0;

    /// <summary>The text, after its marker if it has one.</summary>
    public string MarkedText => IsItem ? $"{Marker} {Text}" : Text;
}

/// <summary>A code block, letter by letter.</summary>
internal sealed record Code(string Language, IReadOnlyList<string> Lines) : Block;

/// <summary>A table. Each row has as many cells as the header.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>A link: its text, and the address as the page has it.</summary>
internal sealed record Link(string Text, string Address);

/// <summary>A heading with the blocks up to the next heading of any level, and the sections of the next level below it; lines count from 1.</summary>
internal sealed record Section(string Title, int Line)
{
    public List<Block> Blocks { get; } = [];

    public List<Link> Links { get; } = [];

    public List<Section> Children { get; } = [];
}
