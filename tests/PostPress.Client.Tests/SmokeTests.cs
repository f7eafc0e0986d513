namespace PostPress.Client.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task All_relations_come_once()
    {
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 2500 });
        var connection = ConnectionRules.Create(server.BaseUri, new System.Net.NetworkCredential("", "pp_test_sandbox_3k7d9x2f").SecurePassword, new ConnectionSettings { PageDelaySec = 0 });
        using var client = new PostPressClient(connection, new ClientOptions());
        var ids = new List<string?>();
        await foreach (var page in client.ReadRelationsAsync(new RelationQuery { AccountId = "acc_sandbox_main" }, default))
        {
            ids.AddRange(page.Relations.Select(relation => relation.MemberId));
        }

        Assert.Equal(2500, ids.Distinct().Count());
        Assert.Equal(3, client.Statistics.Calls);
    }
}
