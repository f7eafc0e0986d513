using System.Text.Json;

namespace PostPress.PowerShell.Tests;

/// <summary>The tests of tests/Pester, run by one pwsh: each is a row here, so that a failed one is named.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Names => [.. Results.Value.Keys];

    // A name that comes twice gets a number: a row that hides another one proves nothing.
    private static Lazy<IReadOnlyDictionary<string, PesterResult>> Results { get; } = new(Run);

    [SkippableTheory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public void Pester(string test)
    {
        var (_, result, message) = Results.Value[test];
        Skip.If(result == "Skipped", message);
        Assert.True(result == "Passed", $"{result}: {message}");
    }

    private static Dictionary<string, PesterResult> Run()
    {
        var file = Path.GetTempFileName();
        try
        {
            var outcome = PwshProcess.RunFileAsync(
                Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Tests.ps1"), "-Pester", Repository.Pester, "-ResultsFile", file).GetAwaiter().GetResult();
            var json = File.ReadAllText(file);
            var results = json.Length == 0 ? [] : JsonSerializer.Deserialize<List<PesterResult>>(json)!;
            if (results.Count == 0 || outcome.ExitCode != (results.Any(test => test.Result == "Failed") ? 1 : 0))
            {
                results.Add(new PesterResult("Invoke-Tests.ps1", "Failed", outcome.ToString()));
            }

            return results.GroupBy(test => test.Name).SelectMany(same => same.Select((test, number) => (Name: number == 0 ? test.Name : $"{test.Name} ({number + 1})", Test: test)))
                .ToDictionary(test => test.Name, test => test.Test);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record PesterResult(string Name, string Result, string Message);
}
