using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>Start-up in fresh processes, in pairs.</summary>
internal static class StartUp
{
    public static void Report(CompareOptions options, string address)
    {
        using var folder = new ScratchFolder();
        var empty = Path.Combine(folder.Path, "Empty.psd1");
        File.WriteAllText(empty, "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");

        List<double> ours = [], others = [], connects = [], firsts = [], floors = [];
        var loaded = "";
        var account = PageAddress.Account(PageAddress.PageSize);
        for (var i = 0; i < options.Pairs; i++)
        {
            others.Add(Number(Script("start-import.ps1", "-Module", empty), "import"));
            var import = Script("start-import.ps1", "-Module", Tools.Module);
            ours.Add(Number(import, "import"));
            loaded = import["loaded"];
            var first = Script("start-first.ps1", "-Module", Tools.Module, "-Address", address, "-Account", account);
            connects.Add(Number(first, "connect"));
            firsts.Add(Number(first, "first"));
            floors.Add(Number(Values([.. Tools.Self, "--first-page", address, account]), "first"));
        }

        Console.WriteLine($"Medians of {options.Pairs} pairs of fresh processes.\n");
        Console.WriteLine($"- import: {Milliseconds(ours)} against {Milliseconds(others)} for an empty manifest module: {Ratio(ours, others):0.00} × (goal: under 2)");
        Console.WriteLine($"- loaded from the module's folder after the import only: {loaded}");
        Console.WriteLine($"- first Connect-PostPress: {Milliseconds(connects)}");
        Console.WriteLine($"- first object: {Milliseconds(firsts)} against {Milliseconds(floors)} for the floor's first page: {Ratio(firsts, floors):0.00} × (goal: at most 2)");
    }

    private static Dictionary<string, string> Script(string name, params string[] arguments) => Values([.. Tools.Shell, Tools.Script(name), .. arguments]);

    private static Dictionary<string, string> Values(IReadOnlyList<string> command) => Measurement.Values(Child.Run(command).Output, "started ");

    private static double Number(Dictionary<string, string> values, string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    private static string Milliseconds(List<double> seconds) => $"{Median.Of(seconds) * 1000:N0} ms";

    // Of the pairs: each shares its minute of the machine.
    private static double Ratio(List<double> of, List<double> over) => Median.Of(of.Zip(over, (mine, theirs) => mine / theirs));
}
