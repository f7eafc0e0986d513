using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>The comparison end to end: every part against the same local server, as Markdown for <c>docs/performance.md</c>; the goals last.</summary>
internal static class Comparison
{
    /// <summary>The parts, in their order.</summary>
    public static IReadOnlyDictionary<string, Func<CompareOptions, string, IEnumerable<Goal>>> Parts { get; } = new Dictionary<string, Func<CompareOptions, string, IEnumerable<Goal>>>
    {
        ["end-to-end"] = EndToEnd.Report,
        ["first-run"] = FirstRun.Report,
        ["latency"] = Latency.Report,
        ["start-up"] = StartUp.Report,
        ["growth"] = Growth.Report,
        ["memory"] = HeldMemory.Report,
        ["verification"] = Verification.Report,
        ["sync"] = QuietDay.Report,
    };

    public static int Run(CompareOptions options)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var server = new ServerProcess();
        Console.WriteLine($"{Tools.DescribePwsh()}; python3: {Tools.Python ?? "not found"}; {Environment.ProcessorCount} cores");
        Console.WriteLine("The floor (d): bare HttpClient and source-generated System.Text.Json, in a process of its own, without PowerShell.\n");
        List<Goal> goals = [];
        foreach (var (name, report) in Parts.Where(part => options.Wants(part.Key)))
        {
            Console.WriteLine($"### {name}\n");
            goals.AddRange(report(options, server.Address));
            Console.WriteLine();
        }

        Console.WriteLine("### goals\n");
        Console.WriteLine($"{options.Count:N0} relations, medians of {options.Runs} and of {options.Pairs} pairs, alternating, after {options.WarmUp} s of warm-up{(options.IsTrial ? "; a trial, too short to say anything" : "")}\n");
        Goal.Print(goals);
        return 0;
    }
}
