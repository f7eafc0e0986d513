namespace PostPress.Benchmarks;

/// <summary>Whether the cost of a relation stays the same from 10,000 to 1,000,000.</summary>
internal static class Growth
{
    private static readonly long[] Counts = [10_000, 100_000, 1_000_000];
    private static readonly Contestant[] Grown = [Contestant.Get, Contestant.ExportCsv, Contestant.ExportJsonLines, Contestant.Floor];

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        var keys = Grown.SelectMany(contestant => Counts.Select(count => (contestant, count))).ToList();
        var results = Median.Alternate(options.Runs, keys, key => key.contestant.Run(address, PageAddress.Account(key.count), options.WarmUp));
        Console.WriteLine("| contestant | relations | wall µs each | × | CPU µs each | × | heap MB at the end | peak MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var ((contestant, count), it) in results)
        {
            var first = results[(contestant, Counts[0])];
            Console.WriteLine($"| {contestant.Name} | {count:N0} | {it.Wall / count * 1e6:0.00} | {it.Wall / count / (first.Wall / first.Relations):0.00} | {it.Cpu / count * 1e6:0.00} | {it.Cpu / count / (first.Cpu / first.Relations):0.00} | {it.Heap / 1e6:0.0} | {it.PeakKilobytes / 1024:N0} |");
        }

        return
        [
            Goal.AtMost("heap growth 10,000 to 1,000,000, Get, after the run", 5, HeapGrowth(Contestant.Get), "MB"),
            Goal.AtMost("heap growth 10,000 to 1,000,000, Export, after the run", 64, HeapGrowth(Contestant.ExportCsv), "MB"),
        ];

        double HeapGrowth(Contestant contestant) => (results[(contestant, Counts[^1])].Heap - results[(contestant, Counts[0])].Heap) / 1e6;
    }
}
