namespace PostPress.Benchmarks;

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
