namespace PostPress.Benchmarks;

/// <summary>All contestants over one list.</summary>
internal static class EndToEnd
{
    public static void Report(CompareOptions options, string address)
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

        Goals(results, floor);
    }

    private static void Goals(Dictionary<Contestant, Measurement> results, Measurement floor)
    {
        var get = results[Contestant.Get];
        var csv = results[Contestant.ExportCsv];
        Console.WriteLine();
        if (results.TryGetValue(Contestant.Loop, out var loop))
        {
            Console.WriteLine($"- (a) against (e): {get.Rate / loop.Rate:0.0} times as many relations a second (goal 8)");
            Console.WriteLine($"- (c) CSV against (e) to Export-Csv: {csv.Rate / results[Contestant.LoopToExportCsv].Rate:0.0} times (goal 8)");
        }

        if (results.TryGetValue(Contestant.Python, out var python))
        {
            Console.WriteLine($"- (c) CSV against (f): {csv.Rate / python.Rate:0.0} times (goal: ahead)");
        }

        var needed = NeededBytes.EachRelation();
        Console.WriteLine($"- (a) against (d): {get.Cpu / floor.Cpu:0.00} × the CPU (goal 1.3); our client alone {results[Contestant.Client].Cpu / floor.Cpu:0.00}, the engine alone {results[Contestant.Engine].Cpu / floor.Cpu:0.00}");
        Console.WriteLine($"- (c) CSV against (d): {csv.Cpu / floor.Cpu:0.00} × the CPU (goal 1.5)");
        Console.WriteLine($"- allocation: objects and strings need {needed:N0} bytes a relation; our client {results[Contestant.Client].AllocatedEach / needed:0.00} ×, (a) {get.AllocatedEach / needed:0.00} ×, (d) {floor.AllocatedEach / needed:0.00} × (goal 1.3)");
        Console.WriteLine($"- the server's ceiling is {results[Contestant.Ceiling].Rate / floor.Rate:0.0} × the floor's rate");
    }
}
