using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>A sync when nobody is new: one call, and what it takes besides that.</summary>
internal static class QuietDay
{
    private const long Kept = 30_000;
    private const double MostSeconds = 0.3;

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        using var folder = new ScratchFolder();
        var account = PageAddress.Account(Kept);
        string[] sync = ["-Module", Tools.Module, "-Address", address, "-Account", account, "-Path", Path.Combine(folder.Path, "sync.csv")];
        Expect(StartUp.Script("start-sync.ps1", sync), "Full");

        List<double> freshSyncs = [], freshCalls = [];
        for (var i = 0; i < options.Pairs; i++)
        {
            var (output, seconds) = Child.Run(Tools.Run("start-sync.ps1", sync));
            Expect(Measurement.Values(output, "started "), "Newest");
            freshSyncs.Add(seconds);
            freshCalls.Add(Child.Run(Tools.Run("start-call.ps1", "-Address", address, "-Account", account, "-Limit", "100")).Seconds);
        }

        var rounds = options.Runs * 10;
        var warm = StartUp.Script("sync.ps1", [.. sync, "-WarmUpSeconds", options.WarmUp.ToString(), "-Rounds", rounds.ToString(CultureInfo.InvariantCulture)]);
        var (warmSyncs, warmCalls) = (Numbers(warm["syncs"]), Numbers(warm["calls"]));
        Console.WriteLine($"{Kept:N0} kept, nobody new; fresh: from the start of the process to its end, medians of {options.Pairs} pairs; warm: medians of {rounds} in turn\n");
        Console.WriteLine("| process | Sync-PostPressRelation, ms | one call of the same page, ms | more, ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Row("warm", warmSyncs, warmCalls);
        Row("fresh", freshSyncs, freshCalls);
        return
        [
            Goal.AtMost("`Sync-` on a quiet day with 30,000 kept: wall over its one call (`HttpClient`), warm", MostSeconds, More(warmSyncs, warmCalls), "s"),
            Goal.AtMost("the same in a fresh process, over one that makes the call by `Invoke-RestMethod`", MostSeconds, More(freshSyncs, freshCalls), "s"),
        ];
    }

    private static void Row(string process, IReadOnlyList<double> syncs, IReadOnlyList<double> calls) =>
        Console.WriteLine($"| {process} | {Median.Of(syncs) * 1000:N1} | {Median.Of(calls) * 1000:N1} | {More(syncs, calls) * 1000:N1} |");

    // Of the pairs: each shares its minute of the machine.
    private static double More(IReadOnlyList<double> syncs, IReadOnlyList<double> calls) => Median.Of(syncs.Zip(calls, (sync, call) => sync - call));

    private static IReadOnlyList<double> Numbers(string list) => [.. list.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    // If it were no quiet day, the figures would be of something else.
    private static void Expect(Dictionary<string, string> sync, string read)
    {
        if (sync["read"] != read || sync["rows"] != Kept.ToString(CultureInfo.InvariantCulture) || (read == "Newest" && sync["calls"] != "1"))
        {
            throw new InvalidOperationException($"Not the sync that was to be measured: {string.Join(' ', sync)}");
        }
    }
}
