using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>The comparison end to end: every part against the same local server, as Markdown for <c>docs/performance.md</c>; the goals last.</summary>
internal static class Comparison
{
    /// <summary>The parts, in their order.</summary>
    public static IReadOnlyDictionary<string, Func<CompareOptions, string, IEnumerable<Goal>>> Parts { get; } = new Dictionary<string, Func<CompareOptions, string, IEnumerable<Goal>>>
    {
        ["end-to-end"] = EndToEnd.Report,
        ["first-run"] = FirstRun.Report,
        ["latency"] = Latency.Report,
        ["start-up"] = StartUp.Report,
        ["growth"] = Growth.Report,
        ["memory"] = HeldMemory.Report,
        ["verification"] = Verification.Report,
        ["sync"] = QuietDay.Report,
    };

    public static int Run(CompareOptions options)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var server = new ServerProcess();
        Console.WriteLine($"{Tools.DescribePwsh()}; python3: {Tools.Python ?? "not found"}; {Environment.ProcessorCount} cores");
        Console.WriteLine($"The module: {Tools.DescribeModule()}");
        Console.WriteLine("The floor (d): bare HttpClient and source-generated System.Text.Json, in a process of its own, without PowerShell.\n");
        List<Goal> goals = [];
        foreach (var (name, report) in Parts.Where(part => options.Wants(part.Key)))
        {
            Console.WriteLine($"### {name}\n");
            goals.AddRange(report(options, server.Address));
            Console.WriteLine();
        }

        Console.WriteLine("### goals\n");
        Console.WriteLine($"{options.Count:N0} relations, medians of {options.Runs} and of {options.Pairs} pairs, alternating, after {options.WarmUp} s of warm-up{(options.IsTrial ? "; a trial, too short to say anything" : "")}\n");
        Goal.Print(goals);
        return 0;
    }
}

/// <summary>
/// What is compared: <c>--runs N</c> of each contestant, over <c>--count N</c> relations; <c>--only PART,PART</c> picks parts;
/// <c>--warm-up SECONDS</c> before each measurement. To see whether all of it works: <c>--runs 1 --count 5000 --warm-up 0</c>.
/// </summary>
internal sealed record CompareOptions
{
    // 30 lists and more. After 6 seconds a slow machine still compiles the engine while it is measured.
    private const double MeantSeconds = 15;

    public int Runs { get; private init; } = 5;

    public long Count { get; private init; } = 100_000;

    /// <summary>Fresh processes of each kind for the start-up figures: <c>--pairs N</c>, else three times the runs.</summary>
    public int Pairs { get => field == 0 ? Runs * 3 : field; private init; }

    /// <summary>Names of <see cref="Comparison.Parts"/>; empty for all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    public WarmUp WarmUp { get; private init; } = new(MeantSeconds);

    /// <summary>Whether less is measured than the goals are meant for.</summary>
    public bool IsTrial => Runs < 5 || Pairs < 15 || Count < 100_000 || WarmUp.Seconds < MeantSeconds;

    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part);

    public static CompareOptions Read(string[] arguments)
    {
        var options = new CompareOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            var value = pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} lacks a value.");
            options = pair[0] switch
            {
                "--runs" => options with { Runs = Number(value) },
                "--count" => options with { Count = Number(value) },
                "--pairs" => options with { Pairs = Number(value) },
                "--only" => options with { Only = [.. value.Split(',').Select(Part)] },
                "--warm-up" => options with { WarmUp = WarmUp.Read(value) },
                _ => throw new ArgumentException($"{pair[0]} is not known: --runs, --count, --pairs, --only, --warm-up."),
            };
        }

        return options;
    }

    private static string Part(string name) => Comparison.Parts.ContainsKey(name)
        ? name
        : throw new ArgumentException($"{name} is no part: {string.Join(", ", Comparison.Parts.Keys)}.");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A goal, and what was measured for it.</summary>
internal sealed record Goal(string What, string Wanted, string Measured, bool Holds)
{
    public static Goal AtLeast(string what, double limit, double measured) => new(what, $"≥ {limit:0.##} ×", Text(measured, "×"), measured >= limit);

    public static Goal AtMost(string what, double limit, double measured, string unit = "×") =>
        new(what, $"≤ {limit:0.##} {unit}", Text(measured, unit), measured <= limit);

    public static void Print(IEnumerable<Goal> goals)
    {
        Console.WriteLine("| what | goal | measured | holds |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var goal in goals)
        {
            Console.WriteLine($"| {goal.What} | {goal.Wanted} | {goal.Measured} | {(goal.Holds ? "yes" : "no")} |");
        }
    }

    private static string Text(double measured, string unit) => $"{measured:0.00#} {unit}";
}
