namespace PostPress.Benchmarks;

/// <summary>
/// The CPU time of a reading and of its parts, in turn in one process: what they differ by is less than what two processes differ by.
/// </summary>
internal static class VerificationCost
{
    // In the first rounds .NET still compiles.
    private const int RoundsToWarmUp = 20;

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
