namespace PostPress.Benchmarks;

/// <summary>With a server that takes 100 ms for a page: how much of the wall time is not the server's.</summary>
internal static class Latency
{
    private const int Milliseconds = 100;
    private const long Count = 30_000;

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        var account = PageAddress.Account(Count, Milliseconds);
        Contestant[] contestants = [Contestant.Get, Contestant.ExportCsv, Contestant.Client, Contestant.Floor, Contestant.Ceiling];
        var results = Median.Alternate(options.Runs, contestants, contestant => contestant.Run(address, account, options.WarmUp));
        var waited = Count / PageAddress.PageSize * Milliseconds / 1000d;
        Console.WriteLine($"| contestant | wall / ({Count / PageAddress.PageSize} pages × {Milliseconds} ms) |");
        Console.WriteLine("| --- | ---: |");
        foreach (var (contestant, it) in results)
        {
            Console.WriteLine($"| {contestant.Name} | {it.Wall / waited:0.000} |");
        }

        return [Goal.AtMost("Export to CSV, 30 pages of 100 ms: wall over pages × latency", 1.01, results[Contestant.ExportCsv].Wall / waited)];
    }
}
