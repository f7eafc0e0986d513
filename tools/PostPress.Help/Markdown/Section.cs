namespace PostPress.Help.Markdown;

/// <summary>A heading with what stands under it, as far as the next heading of any level, and the sections below it.</summary>
/// <param name="Level">1 for <c>#</c>, 2 for <c>##</c>, 3 for <c>###</c>.</param>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">The heading's line in the file, from 1.</param>
/// <param name="Body">The lines under the heading.</param>
/// <param name="Children">The sections of the next level.</param>
internal sealed record Section(int Level, string Title, int Line, List<string> Body, List<Section> Children)
{
    /// <summary>What the body consists of.</summary>
    public IReadOnlyList<Block> Blocks => BlockReader.Read(Body);

    /// <summary>The section below this one with a title, in any case of letters.</summary>
    public Section? Find(string title) => Children.Find(child => child.Title.Equals(title, StringComparison.OrdinalIgnoreCase));
}
