using System.Net;

namespace PostPress.Client.Tests.Export;

/// <summary>Exports from a sandbox, in this process.</summary>
internal static class ExportRun
{
    public const string Account = "acc_sandbox_main";

    public static PostPressConnection Connect(Uri baseUri, string key = "pp_test_sandbox_3k7d9x2f") => ConnectionRules.Create(
        baseUri, new NetworkCredential("", key).SecurePassword, new ConnectionSettings { PageDelaySec = 0, RetryIntervalSec = 0, TimeoutSec = 2 });

    public static ExportRequest Csv(string path, params string[] accounts) => new() { Path = path, AccountIds = accounts.Length == 0 ? [Account] : accounts };

    public static async Task<ExportOutcome> ExportAsync(Uri baseUri, ExportRequest request, Action<RunEvent>? observer = null, CancellationToken cancellation = default)
    {
        using var exporter = new RelationExporter(Connect(baseUri), new ClientOptions { Observer = observer });
        return await exporter.ExportAsync(request, cancellation);
    }

    /// <summary>The people of a sandbox account, as an undisturbed reading gives them.</summary>
    public static async Task<List<UserRelation>> ReadAsync(Uri baseUri, string account = Account)
    {
        using var client = new PostPressClient(Connect(baseUri), new ClientOptions());
        var relations = new List<UserRelation>();
        await foreach (var page in client.ReadRelationsAsync(new RelationQuery { AccountId = account }, default))
        {
            relations.AddRange(page.Relations);
        }

        return relations;
    }
}
