using BenchmarkDotNet.Attributes;

namespace PostPress.Benchmarks;

/// <summary>Bytes to objects: a page of 1,000.</summary>
[MemoryDiagnoser, InProcess]
public class PageBenchmarks
{
    private readonly byte[] _page = People.Page(0);

    /// <summary>As the module reads it.</summary>
    [Benchmark]
    public object Parse() => RelationParser.Parse(_page, "bench");

    /// <summary>The floor: the source-generated serializer.</summary>
    [Benchmark(Baseline = true)]
    public object Floor() => System.Text.Json.JsonSerializer.Deserialize(_page, FloorContext.Default.FloorPage)!;

}
