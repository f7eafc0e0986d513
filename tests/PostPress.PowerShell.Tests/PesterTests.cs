using System.Text.Json;

namespace PostPress.PowerShell.Tests;

/// <summary>The tests of tests/Pester, run by one pwsh: each is a row here, so that a failed one is named.</summary>
public sealed class PesterTests
{
    private static readonly Lazy<TheoryData<PesterResult>> Results = new(() => [.. Run()]);

    public static TheoryData<PesterResult> Tests => Results.Value;

    [Theory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult test)
    {
        Assert.SkipWhen(test.Result == "Skipped", test.Message);
        Assert.True(test.Result == "Passed", $"{test.Result}: {test.Message}");
    }

    private static List<PesterResult> Run()
    {
        var file = Path.GetTempFileName();
        try
        {
            var outcome = PwshProcess.RunFileAsync(
                Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Tests.ps1"), "-Pester", Repository.Pester, "-ResultsFile", file).GetAwaiter().GetResult();
            var json = File.ReadAllText(file);
            var results = json.Length == 0 ? [] : JsonSerializer.Deserialize<List<PesterResult>>(json)!;
            if (results.Count == 0 || (outcome.ExitCode == 0) == results.Any(test => test.Result == "Failed"))
            {
                results.Add(new PesterResult("Invoke-Tests.ps1", "Failed", outcome.ToString()));
            }

            // xunit would leave out all but one of them.
            var twice = results.GroupBy(test => test.Name).Where(same => same.Count() > 1).Select(same => same.Key).ToList();
            results.AddRange(twice.Select(name => new PesterResult($"{name} (twice)", "Failed", "Two tests have this name.")));
            return results;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A test as Invoke-Tests.ps1 tells it.</summary>
    public sealed record PesterResult(string Name, string Result, string Message)
    {
        // A text itself would be cut at 50 characters in the name of the row.
        public override string ToString() => Name;
    }
}
