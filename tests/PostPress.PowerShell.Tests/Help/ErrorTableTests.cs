using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>The errors of the commands in about_PostPress_Errors; those of the API are in tests/Pester/ErrorTypes.Tests.ps1.</summary>
public sealed class ErrorTableTests
{
    [Fact]
    public void Each_error_of_the_commands_is_in_the_table_with_its_category()
    {
        var source = string.Join('\n', Source("PostPress.Client/ConnectionRules.cs"), Source("PostPress.PowerShell/Engine/ErrorRecords.cs"));
        var refused = Regex.Matches(source, @"Refuse\(\s*""(\w+)""").Select(match => (match.Groups[1].Value, "InvalidArgument"));
        var explained = Regex.Matches(source, @"Explain\(\s*""(\w+)"",\s*ErrorCategory\.(\w+)").Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        using var runspace = new ModuleRunspace();
        var files = runspace.Get("foreach ($reason in [enum]::GetValues([PostPress.ExportFileError])) { [PostPress.ExportFileException]::new($reason, '', '', '').Id }").Select(id => id!.ToString());
        var table = Docs.ErrorRows(columns: 4).ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(refused.Concat(explained).Select(error => error.Item1).Concat(files).Order(), table.Keys.Order());
        Assert.All(refused.Concat(explained), error => Assert.Equal(error.Item2, table[error.Item1]));
    }

    private static string Source(string path) => File.ReadAllText(Path.Combine(Repository.Root, "src", path));
}
