using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>What is compared: <c>--runs N</c> of each contestant, over <c>--count N</c> relations; <c>--only WORD</c> picks a part;
/// <c>--warm-up SECONDS</c> before each measurement.</summary>
internal sealed record CompareOptions
{
    public int Runs { get; private init; } = 5;

    public long Count { get; private init; } = 100_000;

    /// <summary>Fresh processes of each kind for the start-up figures.</summary>
    public int Pairs { get; private init; } = 15;

    /// <summary>end-to-end, first-run, growth, verification, latency or start-up; empty for all.</summary>
    public string Only { get; private init; } = "";

    public WarmUp WarmUp { get; private init; } = new(6);

    public bool Wants(string part) => Only.Length == 0 || Only == part;

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
                "--only" => options with { Only = value },
                "--warm-up" => options with { WarmUp = WarmUp.Read(value) },
                _ => throw new ArgumentException($"{pair[0]} is not known: --runs, --count, --pairs, --only, --warm-up."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
