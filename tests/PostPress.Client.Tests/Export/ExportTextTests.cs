namespace PostPress.Client.Tests.Export;

/// <summary>What the user reads when an export can't be written or resumed.</summary>
public sealed class ExportTextTests : IDisposable
{
    private static readonly ExportRequest Plain = new() { Path = "r.csv", AccountIds = ["acc_a", "acc_b"] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_export_differs_in_nothing() => Assert.Empty(Differences(Plain));

    [Fact]
    public void A_blank_filter_is_none() => Assert.Empty(Differences(Plain with { Filter = "" }));

    [Fact]
    public void Each_difference_names_both_sides()
    {
        Assert.Equal(["the format (there: Csv, byte order mark; here: Csv, byte order mark, delimiter ';')"], Differences(Plain with { Delimiter = ';' }));
        // What is still wanted of the accounts is kept.
        Assert.Empty(Differences(Plain with { AccountIds = ["acc_c", "acc_d"] }));
        Assert.Equal(["the filter (there: none; here: Ada)"], Differences(Plain with { Filter = "Ada" }));
        Assert.Equal(["the filter (there: Ada; here: none)"], Differences(Plain, Plain with { Filter = "Ada" }));
        Assert.Equal(["the format (there: Csv, byte order mark; here: Csv)"], Differences(Plain with { ByteOrderMark = false }));
        Assert.Equal(["the format (there: Csv, byte order mark; here: Csv, byte order mark, spreadsheet safe)"], Differences(Plain with { SpreadsheetSafe = true }));
        Assert.Equal(["the format (there: Csv, byte order mark; here: JsonLines, byte order mark)"], Differences(Plain with { Format = ExportFormat.JsonLines }));
    }

    [Fact]
    public void What_stands_in_the_way_of_the_target_is_named()
    {
        var path = _folder.File("r.csv");
        Assert.Equal(
            $"Export to '{Path.Combine(path, "x.csv")}': The folder does not exist. Create it, or check -Path and that its drive is connected.",
            Refusal(Plain with { Path = Path.Combine(path, "x.csv") }));
        File.WriteAllText(path, "");
        Assert.Equal(
            $"Export to '{path}': The file exists already. Choose another -Path, or leave out -NoClobber to replace it.",
            Refusal(Plain with { Path = path, NoClobber = true }));
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Equal($"Export to '{path}': The file is read-only. Use -Force to replace it all the same.", Refusal(Plain with { Path = path }));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void A_failure_of_the_file_system_is_explained()
    {
        var files = new ExportFiles(Plain);
        Assert.Equal(
            "Export to 'r.csv': The folder or the file may not be written. Check the permissions of the folder for the user who runs this.",
            files.Explain(new UnauthorizedAccessException()).Message);
        Assert.Equal(
            "Export to 'r.csv': The folder is gone. Check -Path and that its drive is connected; then the same command resumes.",
            files.Explain(new DirectoryNotFoundException()).Message);
        Assert.Equal(
            "Export to 'r.csv': Writing failed: The disk is full. Check the free space and that the drive is connected; then the same command resumes.",
            files.Explain(new IOException("The disk is full.")).Message);
        Assert.Equal(
            "Export to 'r.csv': An unfinished export to this file is of something else; it differs in a and in b. "
            + "Give the same parameters to finish it, choose another -Path, or use -Restart to throw it away.",
            files.OtherExport(["a", "b"]).Message);
    }

    private static IEnumerable<string> Differences(ExportRequest here, ExportRequest? there = null) =>
        JournalEntry.Begin(there ?? Plain, new Uri("https://api.example/v1"), default).Differences(JournalEntry.Begin(here, new Uri("https://api.example/v1/"), default));

    private static string Refusal(ExportRequest request) => Assert.Throws<ExportFileException>(() => new ExportFiles(request).CheckTarget()).Message;
}
