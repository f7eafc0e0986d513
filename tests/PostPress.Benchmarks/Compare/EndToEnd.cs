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

/// <summary>With a server that takes 100 ms for a page: how much of the wall time is not the server's.</summary>
internal static class Latency
{
    private const int Milliseconds = 100;
    private const int Pages = 30;
    private const long Count = Pages * PageAddress.PageSize;

    // Of a list of several pages: that it has not moved while it was read.
    private const int VerifyingCalls = 2;

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        var account = PageAddress.Account(Count, Milliseconds);
        Contestant[] contestants = [Contestant.Get, Contestant.ExportCsv, Contestant.Client, Contestant.Floor, Contestant.Ceiling];
        var results = Median.Alternate(options.Runs, contestants, contestant => contestant.Run(address, account, options.WarmUp));
        var waited = Pages * Milliseconds / 1000d;
        // The server sleeps a little longer than it was told, and sends: what nobody can be quicker than.
        var served = results[Contestant.Ceiling].Wall / Pages;
        Console.WriteLine($"| contestant | wall / ({Pages} pages × {Milliseconds} ms) | calls | wall / (calls × what the server takes) |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var (contestant, it) in results)
        {
            var calls = contestant == Contestant.Floor || contestant == Contestant.Ceiling ? Pages : Pages + VerifyingCalls;
            Console.WriteLine($"| {contestant.Name} | {it.Wall / waited:0.000} | {calls} | {it.Wall / (calls * served):0.000} |");
        }

        return [Goal.AtMost("Export to CSV, 30 pages of 100 ms: wall over pages × latency", 1.01, results[Contestant.ExportCsv].Wall / waited)];
    }
}

/// <summary>What the objects and their strings themselves need on the heap, measured by making them again from ready parts.</summary>
internal static class NeededBytes
{
    public static double EachRelation()
    {
        var relations = RelationParser.Parse(People.Page(0), "bench").Items;
        var kept = new UserRelation[relations.Count];
        // A relation makes its strings when they are first read: those are not what is measured.
        foreach (var relation in relations)
        {
            Copy(relation);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = Copy(relations[i]);
        }

        var needed = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(kept);
        return (double)needed / kept.Length;
    }

    private static UserRelation Copy(UserRelation of) => new()
    {
        AccountId = of.AccountId,
        FirstName = Again(of.FirstName),
        LastName = Again(of.LastName),
        Headline = Again(of.Headline),
        PublicIdentifier = Again(of.PublicIdentifier),
        PublicProfileUrl = Again(of.PublicProfileUrl),
        CreatedAt = of.CreatedAt,
        MemberId = Again(of.MemberId),
        MemberUrn = Again(of.MemberUrn),
        ConnectionUrn = Again(of.ConnectionUrn),
        ProfilePictureUrl = Again(of.ProfilePictureUrl),
    };

    private static string? Again(string? text) => text is null ? null : new string(text.AsSpan());
}
