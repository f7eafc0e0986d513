namespace PostPress.Benchmarks;

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
