using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>What one run of a contestant cost, after its warm-up.</summary>
internal sealed record Measurement
{
    public required long Relations { get; init; }

    public required double Wall { get; init; }

    public required double Cpu { get; init; }

    public double Allocated { get; init; }

    public double Heap { get; init; }

    public double PeakKilobytes { get; init; }

    /// <summary>From the start of the process to its end, with start-up and warm-up.</summary>
    public double Process { get; init; }

    public double Rate => Relations / Wall;

    public double AllocatedEach => Allocated / Relations;

    public static Measurement Read(string output, double process)
    {
        var values = Values(output, "measured ");
        double Number(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);
        return new()
        {
            Relations = (long)Number("relations"),
            Wall = Number("wall"),
            Cpu = Number("cpu"),
            Allocated = Number("allocated"),
            Heap = Number("heap"),
            PeakKilobytes = Number("peak"),
            Process = process,
        };
    }

    /// <summary>The <c>name=value</c> pairs of the line that begins so.</summary>
    public static Dictionary<string, string> Values(string output, string beginning) =>
        (output.Split('\n').FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) ?? throw new InvalidDataException("No result in: " + output))
        .Trim()[beginning.Length..].Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
