using BenchmarkDotNet.Attributes;

namespace PostPress.Benchmarks;

/// <summary>Objects to the bytes of a file: a page of 1,000.</summary>
[MemoryDiagnoser, InProcess]
public class FormatBenchmarks
{
    private readonly IReadOnlyList<UserRelation> _relations = RelationParser.Parse(People.Page(0), "bench").Items;
    private readonly CsvFormatter _csv = new(new FileFormat(ExportFormat.Csv, ByteOrderMark: true));
    private readonly CsvFormatter _safeCsv = new(new FileFormat(ExportFormat.Csv, ByteOrderMark: true, SpreadsheetSafe: true));
    private readonly JsonLinesFormatter _json = new();

    [Benchmark]
    public int Csv() => _csv.Format(_relations).Count;

    [Benchmark]
    public int CsvSpreadsheetSafe() => _safeCsv.Format(_relations).Count;

    [Benchmark]
    public int JsonLines() => _json.Format(_relations).Count;
}
