using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>What it costs that a list is verified: the CPU of a list that stands still, and the memory for everybody who was seen.</summary>
internal static class Verification
{
    private static readonly long[] Counts = [10_000, 1_000_000];

    public static void Report(CompareOptions options, string address)
    {
        var output = Child.Run([.. Tools.Self, "--verification", address, PageAddress.Account(options.Count), (options.Runs * 10).ToString(CultureInfo.InvariantCulture)]).Output;
        var costs = Measurement.Values(output, "cost ").ToDictionary(pair => pair.Key, pair => double.Parse(pair.Value, CultureInfo.InvariantCulture));
        Console.WriteLine($"{options.Count:N0} relations, medians of {options.Runs * 10}, in C#: with the engine the shares are smaller\n");
        Console.WriteLine("| what | CPU ms | of a reading | of an export |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Row("a reading, verified", costs["verified"]);
        Row("an export to CSV, verified", costs["export"]);
        Row("the two calls and the comparison", costs["verified"] - costs["unverified"]);
        Row("remembering who was seen, which dropping duplicates needs too", costs["remembered"] - costs["parsed"]);
        Console.WriteLine();
        Memory(options, address);

        void Row(string what, double cost) => Console.WriteLine($"| {what} | {cost:0.0} | {cost / costs["verified"]:0.0%} | {cost / costs["export"]:0.0%} |");
    }

    private static void Memory(CompareOptions options, string address)
    {
        Contestant[] contestants = [Contestant.HeldByGet, Contestant.HeldByExport];
        var keys = contestants.SelectMany(contestant => Counts.Select(count => (contestant, count))).ToList();
        var results = Median.Alternate(options.Runs, keys, key => key.contestant.Run(address, PageAddress.Account(key.count), WarmUp.None));
        Console.WriteLine("| the heap of | 10,000 relations | 1,000,000 | growth (goal: at most 64 MB) |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var contestant in contestants)
        {
            var (few, many) = (results[(contestant, Counts[0])].Heap / 1e6, results[(contestant, Counts[1])].Heap / 1e6);
            Console.WriteLine($"| {contestant.Name} | {few:0.0} MB | {many:0.0} MB | {many - few:0.0} MB |");
        }
    }
}
