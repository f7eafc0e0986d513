using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>The tables of about_PostPress_Errors against what the cmdlets really say.</summary>
public sealed class ErrorTableTests
{
    [Fact]
    public void Each_error_of_the_API_has_the_category_and_status_of_the_table()
    {
        using var runspace = new HelpRunspace();
        runspace.Run("Connect-PostPress -Sandbox -MaximumRetryCount 0");
        var rows = Docs.ErrorRows(columns: 5).Where(row => row[1] != "-").ToList();
        Assert.Equal(39, rows.Count);
        foreach (var row in rows)
        {
            var error = (ErrorRecord)runspace.Run($"try {{ Get-PostPressRelation acc_error_{row[0]} -ErrorAction Stop }} catch {{ $_ }}")[0].BaseObject;
            Assert.Equal(row[0], error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.Equal(row[2], error.CategoryInfo.Category.ToString());
            Assert.Equal(row[1], error.Exception.GetType().GetProperty("Status")!.GetValue(error.Exception)!.ToString());
            Assert.Equal(row[4], error.ErrorDetails.RecommendedAction);
        }
    }

    [Fact]
    public void Each_error_of_the_commands_is_in_the_table_with_its_category()
    {
        var source = string.Join('\n', Source("PostPress.Client/Connection/ConnectionRules.cs"), Source("PostPress.PowerShell/Engine/ErrorRecords.cs"));
        var refused = Regex.Matches(source, @"Refuse\(\s*""(\w+)""").Select(match => (match.Groups[1].Value, "InvalidArgument"));
        var explained = Regex.Matches(source, @"Explain\(\s*""(\w+)"",\s*ErrorCategory\.(\w+)").Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        var files = Enum.GetNames(Type("PostPress.ExportFileError")).Select(name => name == "TooFewRows" ? "too_few_rows" : "Export" + name);
        var table = Docs.ErrorRows(columns: 4).ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(refused.Concat(explained).Select(error => error.Item1).Concat(files).Order(), table.Keys.Order());
        Assert.All(refused.Concat(explained), error => Assert.Equal(error.Item2, table[error.Item1]));
    }

    private static string Source(string path) => File.ReadAllText(Path.Combine(Repository.Root, "src", path));

    private static Type Type(string name)
    {
        using var runspace = new HelpRunspace();
        return (Type)runspace.Run($"[{name}]")[0].BaseObject;
    }
}
