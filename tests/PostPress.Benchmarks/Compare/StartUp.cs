using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>Start-up in fresh processes, in pairs.</summary>
internal static class StartUp
{
    public static IEnumerable<Goal> Report(CompareOptions options, string address)
    {
        using var folder = new ScratchFolder();
        var empty = Path.Combine(folder.Path, "Empty.psd1");
        File.WriteAllText(empty, "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");

        List<double> imports = [], emptyImports = [], connects = [], firsts = [], firstsAfterImport = [], calls = [];
        var loaded = "";
        var account = PageAddress.Account(PageAddress.PageSize);
        for (var i = 0; i < options.Pairs; i++)
        {
            emptyImports.Add(Number(Script("start-import.ps1", "-Module", empty), "import"));
            var import = Script("start-import.ps1", "-Module", Tools.Module);
            imports.Add(Number(import, "import"));
            loaded = import["loaded"];
            calls.Add(Number(Script("start-call.ps1", "-Address", address, "-Account", account, "-Limit", "1000"), "first"));
            var first = Script("start-first.ps1", "-Module", Tools.Module, "-Address", address, "-Account", account);
            connects.Add(Number(first, "connect") - Number(first, "import"));
            firsts.Add(Number(first, "first"));
            firstsAfterImport.Add(Number(first, "first") - Number(first, "import"));
        }

        Console.WriteLine($"Medians of {options.Pairs} pairs of fresh processes.\n");
        Console.WriteLine($"- import: {Milliseconds(imports)} against {Milliseconds(emptyImports)} for an empty manifest module");
        Console.WriteLine($"- loaded from the module's folder after the import only: {loaded}");
        Console.WriteLine($"- first Connect-PostPress: {Milliseconds(connects)}");
        Console.WriteLine($"- first object, with Connect-PostPress: {Milliseconds(firstsAfterImport)} after the import, {Milliseconds(firsts)} with it; by Invoke-RestMethod {Milliseconds(calls)}");
        return
        [
            Goal.AtMost("first object in a fresh process against `Invoke-RestMethod`, after the import", 0.95, Ratio(firstsAfterImport, calls)),
            Goal.AtMost("the same with the import", 0.95, Ratio(firsts, calls)),
            Goal.AtMost("import over an empty manifest module", 2, Ratio(imports, emptyImports)),
        ];
    }

    /// <summary>What a script says that runs in a fresh process.</summary>
    public static Dictionary<string, string> Script(string name, params string[] arguments) =>
        Measurement.Values(Child.Run(Tools.Run(name, arguments)).Output, "started ");

    private static double Number(Dictionary<string, string> values, string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    private static string Milliseconds(List<double> seconds) => $"{Median.Of(seconds) * 1000:N0} ms";

    // Of the pairs: each shares its minute of the machine.
    private static double Ratio(List<double> of, List<double> over) => Median.Of(of.Zip(over, (mine, theirs) => mine / theirs));
}

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
