using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>What it costs that a list is verified: the CPU of a list that stands still.</summary>
internal static class Verification
{
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
}
