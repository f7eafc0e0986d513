using System.Reflection;

namespace PostPress.Client.Tests.Errors;

/// <summary>The tables of about_PostPress_Errors against the catalogue that the messages come from.</summary>
public sealed class ErrorTopicTests
{
    [Fact]
    public void The_topic_has_every_error_of_the_catalogue_word_by_word()
    {
        var catalogue = new[] { ErrorCatalogue.Documented, ErrorCatalogue.Sibling, ErrorCatalogue.Local }
            .SelectMany(errors => errors).Select(error => $"{error.Key} | {error.Value.Summary} | {error.Value.Action}");
        var topic = Rows().Select(row => $"{row[0]} | {row[3]} | {row[4]}");
        Assert.Equal(catalogue.Order(StringComparer.Ordinal), topic.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_errors_of_the_API_have_a_status() =>
        Assert.Equal(ErrorCatalogue.Local.Keys.Order(), Rows().Where(row => row[1] == "-").Select(row => row[0]).Order());

    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(Root(), "docs", "about", "about_PostPress_Errors.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .Where(cells => cells.Length == 5 && cells[0] is not ("Id" or "---"));

    // The solution stands at the top of the repository.
    private static string Root()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        while (!File.Exists(Path.Combine(folder, "PostPress.PowerShell.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
