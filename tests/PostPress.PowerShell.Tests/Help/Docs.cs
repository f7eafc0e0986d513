using PostPress.Help;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>The help as it is written in <c>docs/</c>.</summary>
internal static class Docs
{
    public static IReadOnlyList<CmdletHelp> Cmdlets { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "cmdlets"), "*.md").Order().Select(file => CmdletHelpReader.Read(HelpPage.Load(file)))];

    public static CmdletHelp Cmdlet(string name) => Cmdlets.Single(help => help.Name == name);

    /// <summary>The rows of the tables of a topic whose first column is headed "Id".</summary>
    public static IEnumerable<IReadOnlyList<string>> ErrorRows(int columns) =>
        HelpPage.Load(Path.Combine(Repository.Root, "docs", "about", "about_PostPress_Errors.md")).Root.Children
            .SelectMany(section => section.Blocks).OfType<Table>()
            .Where(table => table.Header[0] == "Id" && table.Header.Count == columns).SelectMany(table => table.Rows);
}
