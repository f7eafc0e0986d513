namespace PostPress.Benchmarks;

/// <summary>All contestants over one list.</summary>
internal static class EndToEnd
{
    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        var account = PageAddress.Account(options.Count);
        var results = Median.Alternate(options.Runs, Contestant.All, contestant => contestant.Run(address, account, options.WarmUp));
        var floor = results[Contestant.Floor];
        Console.WriteLine($"{options.Count:N0} relations, medians of {options.Runs}, after {options.WarmUp} s of warm-up; × is against the floor (d)\n");
        Console.WriteLine("| contestant | relations/s | × | CPU s | × | peak MB | × | bytes/relation | × |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (contestant, it) in results)
        {
            var bytes = it.Allocated > 0 ? $"{it.AllocatedEach:N0} | {it.Allocated / floor.Allocated:0.00}" : "– | –";
            Console.WriteLine($"| {contestant.Name} | {it.Rate:N0} | {it.Rate / floor.Rate:0.000} | {it.Cpu:0.00} | {it.Cpu / floor.Cpu:0.00} | {it.PeakKilobytes / 1024:N0} | {it.PeakKilobytes / floor.PeakKilobytes:0.00} | {bytes} |");
        }

        Explain(results, floor);
        return Goals(results, floor);
    }

    private static IEnumerable<Goal> Goals(Dictionary<Contestant, Measurement> results, Measurement floor)
    {
        var (get, csv) = (results[Contestant.Get], results[Contestant.ExportCsv]);
        yield return Goal.AtLeast("Get, counted: wall against the `Invoke-RestMethod` loop", 9, get.Rate / results[Contestant.Loop].Rate);
        yield return Goal.AtMost("Get, counted: CPU against the floor", 2.2, get.Cpu / floor.Cpu);
        yield return Goal.AtMost("Get to `Out-Null`: CPU against the floor", 1.3, results[Contestant.GetToNull].Cpu / floor.Cpu);
        yield return Goal.AtLeast("Export to CSV: wall against the loop to `Export-Csv`", 12, csv.Rate / results[Contestant.LoopToExportCsv].Rate);
        yield return Goal.AtMost("Export to CSV: CPU against the floor", 1.5, csv.Cpu / floor.Cpu);
        if (results.TryGetValue(Contestant.Python, out var python))
        {
            yield return Goal.AtLeast("Export to CSV: wall against Python's `urllib` and `csv`", 6, csv.Rate / python.Rate);
        }
    }

    private static void Explain(Dictionary<Contestant, Measurement> results, Measurement floor)
    {
        var needed = NeededBytes.EachRelation();
        Console.WriteLine();
        Console.WriteLine($"- CPU against the floor (d): our client alone {results[Contestant.Client].Cpu / floor.Cpu:0.00}, the engine alone {results[Contestant.Engine].Cpu / floor.Cpu:0.00}");
        Console.WriteLine($"- allocation: objects and strings need {needed:N0} bytes a relation; our client {results[Contestant.Client].AllocatedEach / needed:0.00} ×, Get counted {results[Contestant.Get].AllocatedEach / needed:0.00} ×, the floor {floor.AllocatedEach / needed:0.00} ×");
        Console.WriteLine($"- the server's ceiling is {results[Contestant.Ceiling].Rate / floor.Rate:0.0} × the floor's rate");
    }
}
