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
