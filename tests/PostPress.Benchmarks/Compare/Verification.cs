using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>
/// What it costs that a list is verified: the CPU of a list that stands still. A reading and its parts take turns in one process: what
/// they differ by is less than what two processes differ by.
/// </summary>
internal static class Verification
{
    // In the first rounds .NET still compiles.
    private const int RoundsToWarmUp = 20;

    public static IEnumerable<Goal> Report(CompareOptions options, string address)
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
        return [Goal.AtMost("verified lists: CPU of the two calls and the comparison, of a reading", 5, (costs["verified"] - costs["unverified"]) / costs["verified"] * 100, "%")];

        void Row(string what, double cost) => Console.WriteLine($"| {what} | {cost:0.0} | {cost / costs["verified"]:0.0%} | {cost / costs["export"]:0.0%} |");
    }

    public static async Task<int> RunAsync(Uri address, string account, int rounds)
    {
        var whole = new RelationQuery { AccountId = account };
        // A list that is asked for in part is not verified; this part is all of it.
        var part = whole with { First = PageAddress.Length(account) };
        List<byte[]> pages = [.. Enumerable.Range(0, (int)(PageAddress.Length(account) / PageAddress.PageSize)).Select(People.Page)];
        var ways = new Dictionary<string, Func<Task>>
        {
            ["verified"] = () => BareProcess.ReadAsync(address, whole),
            ["unverified"] = () => BareProcess.ReadAsync(address, part),
            ["parsed"] = () => Task.FromResult(pages.Sum(page => RelationParser.Parse(page, account).Items.Count)),
            ["remembered"] = () =>
            {
                var list = new ListReading(whole, new RunStatistics());
                return Task.FromResult(pages.Sum(page => list.Take(RelationParser.Parse(page, account)).Count));
            },
            ["export"] = () => ExportAsync(address, account),
        };
        var times = ways.ToDictionary(way => way.Key, _ => new List<double>());
        for (var round = -RoundsToWarmUp; round < rounds; round++)
        {
            foreach (var (name, run) in ways)
            {
                var before = Environment.CpuUsage.TotalTime;
                await run();
                times[name].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        Console.WriteLine("cost " + string.Join(' ', times.Select(way => FormattableString.Invariant($"{way.Key}={Median.Of(way.Value.Skip(RoundsToWarmUp))}"))));
        return 0;
    }

    private static async Task ExportAsync(Uri address, string account)
    {
        using var folder = new ScratchFolder();
        using var exporter = new RelationExporter(BareProcess.Connect(address), new ClientOptions());
        await exporter.ExportAsync(new ExportRequest { Path = Path.Combine(folder.Path, "export.csv"), AccountIds = [account] }, CancellationToken.None);
    }
}
