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

/// <summary>The heap while the last page of a list is handed on: everybody who was seen is remembered.</summary>
internal static class HeldMemory
{
    private static readonly long[] Counts = [10_000, 1_000_000];

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        Contestant[] contestants = [Contestant.HeldByGet, Contestant.HeldByExport];
        var keys = contestants.SelectMany(contestant => Counts.Select(count => (contestant, count))).ToList();
        var results = Median.Alternate(options.Runs, keys, key => key.contestant.Run(address, PageAddress.Account(key.count), WarmUp.None));
        Console.WriteLine("| the heap of (our client, in C#) | 10,000 relations | 1,000,000 | growth |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var contestant in contestants)
        {
            Console.WriteLine($"| {contestant.Name} | {Heap(contestant, 0):0.0} MB | {Heap(contestant, 1):0.0} MB | {Growth(contestant):0.0} MB |");
        }

        return
        [
            Goal.AtMost("heap growth 10,000 to 1,000,000, Get, all ids remembered: at the last page", 5, Growth(Contestant.HeldByGet), "MB"),
            Goal.AtMost("heap growth 10,000 to 1,000,000, Export, all ids remembered: at the last page", 64, Growth(Contestant.HeldByExport), "MB"),
        ];

        double Heap(Contestant contestant, int count) => results[(contestant, Counts[count])].Heap / 1e6;
        double Growth(Contestant contestant) => Heap(contestant, 1) - Heap(contestant, 0);
    }

    public static async Task<int> RunAsync(string contestant, Uri address, string account)
    {
        var meter = Meter.Start();
        await (contestant == "held-export" ? ExportAsync(address, account, meter) : ReadAsync(address, account, meter));
        return 0;
    }

    private static async Task ReadAsync(Uri address, string account, Meter meter)
    {
        using var client = new PostPressClient(BareProcess.Connect(address), new ClientOptions());
        await foreach (var page in client.ReadRelationsAsync(new RelationQuery { AccountId = account }, CancellationToken.None))
        {
            WriteAtLastPage(client.Statistics.Relations, account, meter);
        }
    }

    private static async Task ExportAsync(Uri address, string account, Meter meter)
    {
        using var folder = new ScratchFolder();
        void Look(RunEvent happened)
        {
            if (happened is PageWritten written)
            {
                WriteAtLastPage(written.Rows, account, meter);
            }
        }

        using var exporter = new RelationExporter(BareProcess.Connect(address), new ClientOptions { Observer = Look });
        await exporter.ExportAsync(new ExportRequest { Path = Path.Combine(folder.Path, "export.csv"), AccountIds = [account] }, CancellationToken.None);
    }

    // Once more after the verification: the first line counts.
    private static void WriteAtLastPage(long relations, string account, Meter meter)
    {
        if (relations == PageAddress.Length(account))
        {
            Console.WriteLine(meter.Stop(relations));
        }
    }
}
