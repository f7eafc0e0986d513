using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace PostPress.Benchmarks;

/// <summary>What each call costs besides its page: the request, and the reading of an error.</summary>
[MemoryDiagnoser, InProcess]
public class RequestBenchmarks
{
    private static readonly PostPressConnection Connection = ConnectionRules.Create(
        new Uri("https://api.postpress.ai/v1"), new NetworkCredential("", "pp_test_benchmark_key").SecurePassword, new ConnectionSettings());

    private readonly RequestBuilder _requests = new(Connection);
    private readonly SafeText _safe = new("pp_test_benchmark_key");
    private readonly Endpoint<UserRelation> _relations = RelationReader.EndpointFor(
        new() { AccountId = "acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR", Filter = "Müller" }, new Failures(new SafeText("pp_test_benchmark_key")));
    private readonly byte[] _error = Encoding.UTF8.GetBytes(
        """{"title":"Too many requests","detail":"The account is over its limit for now.","instance":"req_01HXYZ","type":"errors/too_many_requests","status":429}""");

    [Benchmark]
    public object Request() => _requests.Build(_relations, "eyJ2IjoxMDB9", 1000);

    [Benchmark]
    public object? Error() => ErrorEnvelope.Read(_error, _safe);
}
