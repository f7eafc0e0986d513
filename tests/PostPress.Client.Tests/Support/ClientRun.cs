using System.Net;

namespace PostPress.Client.Tests.Support;

/// <summary>Reads with the real client, as the cmdlets do.</summary>
internal static class ClientRun
{
    public const string Account = "acc_sandbox_main";

    public const string Key = "pp_test_sandbox_3k7d9x2f";

    /// <summary>Retries at once, no pauses, and a time-out that only a fake clock reaches.</summary>
    public static readonly ConnectionSettings Hasty = new() { PageDelaySec = 0, RetryIntervalSec = 0 };

    public static PostPressConnection Connect(Uri baseUri, ConnectionSettings? settings = null, string key = Key) =>
        ConnectionRules.Create(baseUri, new NetworkCredential("", key).SecurePassword, settings ?? Hasty);

    public static PostPressClient Open(Uri baseUri, ConnectionSettings? settings = null, ClientOptions? options = null) =>
        new(Connect(baseUri, settings), options ?? new ClientOptions());

    public static async Task<List<RelationPage>> PagesAsync(PostPressClient client, RelationQuery? query = null, CancellationToken cancellation = default)
    {
        var pages = new List<RelationPage>();
        await foreach (var page in client.ReadRelationsAsync(query ?? new RelationQuery { AccountId = Account }, cancellation))
        {
            pages.Add(page);
        }

        return pages;
    }

    public static async Task<List<string?>> MembersAsync(PostPressClient client, RelationQuery? query = null) =>
        [.. (await PagesAsync(client, query)).SelectMany(page => page.Relations).Select(relation => relation.MemberId)];

    public static Task<PostPressApiException> FailureAsync(PostPressClient client, RelationQuery? query = null) =>
        Assert.ThrowsAsync<PostPressApiException>(() => PagesAsync(client, query));

    /// <summary>What a reading from this address ends with.</summary>
    public static async Task<PostPressApiException> FailureAsync(Uri baseUri, ConnectionSettings? settings = null, ClientOptions? options = null, string key = Key)
    {
        using var client = new PostPressClient(Connect(baseUri, settings, key), options ?? new ClientOptions());
        return await FailureAsync(client);
    }
}
