namespace PostPress.Benchmarks;

/// <summary>What a user waits for: a process that starts, reads the list once, and ends. Nothing is warm.</summary>
internal static class FirstRun
{
    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        var account = PageAddress.Account(options.Count);
        var results = Median.Alternate(options.Runs, Contestant.Programs, contestant => contestant.Run(address, account, WarmUp.None));
        var floor = results[Contestant.Floor];
        Console.WriteLine($"{options.Count:N0} relations, medians of {options.Runs}; from the start of the process to its end; × is against the floor (d)\n");
        Console.WriteLine("| contestant | process s | × | reading s | CPU s while reading | × |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (contestant, it) in results)
        {
            Console.WriteLine($"| {contestant.Name} | {it.Process:0.0} | {it.Process / floor.Process:0.00} | {it.Wall:0.00} | {it.Cpu:0.00} | {it.Cpu / floor.Cpu:0.00} |");
        }

        return [];
    }
}
