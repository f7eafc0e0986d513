using System.Diagnostics;
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

/// <summary>Measures this process from a moment after its warm-up; <c>Scripts/run.ps1</c> and <c>Scripts/urllib.py</c> write the same line.</summary>
internal readonly struct Meter
{
    private readonly long _time;
    private readonly TimeSpan _cpu;
    private readonly long _allocated;

    private Meter(TimeSpan cpu, long allocated)
    {
        _cpu = cpu;
        _allocated = allocated;
        _time = Stopwatch.GetTimestamp();
    }

    public static Meter Start() => new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    public string Stop(long relations)
    {
        var wall = Stopwatch.GetElapsedTime(_time).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        return FormattableString.Invariant(
            $"measured relations={relations} wall={wall} cpu={cpu} allocated={allocated} heap={GC.GetTotalMemory(forceFullCollection: true)} peak={PeakKilobytes()}");
    }

    private static long PeakKilobytes() =>
        !OperatingSystem.IsLinux()
            ? Process.GetCurrentProcess().PeakWorkingSet64 / 1024
            : long.Parse(
                File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
                CultureInfo.InvariantCulture);
}

/// <summary>Medians: one disturbed run of five changes nothing.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>A measurement whose every figure is the median of its own.</summary>
    public static Measurement Of(IReadOnlyCollection<Measurement> runs) => new()
    {
        Relations = runs.First().Relations,
        Wall = Of(runs.Select(run => run.Wall)),
        Cpu = Of(runs.Select(run => run.Cpu)),
        Allocated = Of(runs.Select(run => run.Allocated)),
        Heap = Of(runs.Select(run => run.Heap)),
        PeakKilobytes = Of(runs.Select(run => run.PeakKilobytes)),
        Process = Of(runs.Select(run => run.Process)),
    };

    /// <summary>Runs all of them in turn, so that a slow minute of the machine hits each alike.</summary>
    public static Dictionary<TKey, Measurement> Alternate<TKey>(int runs, IReadOnlyCollection<TKey> keys, Func<TKey, Measurement> run)
        where TKey : notnull
    {
        var all = keys.ToDictionary(key => key, _ => new List<Measurement>());
        for (var i = 0; i < runs; i++)
        {
            foreach (var key in keys)
            {
                all[key].Add(run(key));
            }
        }

        return all.ToDictionary(pair => pair.Key, pair => Of(pair.Value));
    }
}
