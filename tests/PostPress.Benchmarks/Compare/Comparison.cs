using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>The comparison end to end: every part against the same local server, as Markdown for <c>docs/performance.md</c>.</summary>
internal static class Comparison
{
    public static int Run(CompareOptions options)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var server = new ServerProcess();
        Console.WriteLine($"pwsh: {Tools.Pwsh ?? "not found, the engine's own host instead"}; python3: {Tools.Python ?? "not found"}; {Environment.ProcessorCount} cores\n");
        Part(options, "end-to-end", () => EndToEnd.Report(options, server.Address));
        Part(options, "first-run", () => FirstRun.Report(options, server.Address));
        Part(options, "growth", () => Growth.Report(options, server.Address));
        Part(options, "verification", () => Verification.Report(options, server.Address));
        Part(options, "latency", () => Latency.Report(options, server.Address));
        Part(options, "start-up", () => StartUp.Report(options, server.Address));
        return 0;
    }

    private static void Part(CompareOptions options, string name, Action report)
    {
        if (options.Wants(name))
        {
            Console.WriteLine($"### {name}\n");
            report();
            Console.WriteLine();
        }
    }
}
