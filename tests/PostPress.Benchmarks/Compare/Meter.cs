using System.Diagnostics;
using System.Globalization;

namespace PostPress.Benchmarks;

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
