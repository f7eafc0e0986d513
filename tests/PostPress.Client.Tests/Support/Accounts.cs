using System.Text.Json;

namespace PostPress.Client.Tests.Support;

/// <summary>Bodies of lists of accounts, and readings of them.</summary>
internal static class Accounts
{
    public static string Text(IEnumerable<string> ids, string? cursor) =>
        JsonSerializer.Serialize(new { @object = "AccountList", items = ids.Select(id => new { @object = "Account", id }), cursor });

    public static async Task<List<PostPressAccount>> ReadAsync(PostPressClient client, AccountQuery? query = null)
    {
        var accounts = new List<PostPressAccount>();
        await foreach (var page in client.ReadAccountsAsync(query ?? new AccountQuery(), CancellationToken.None))
        {
            accounts.AddRange(page);
        }

        return accounts;
    }

    public static Task<PostPressApiException> FailAsync(PostPressClient client, AccountQuery? query = null) =>
        Assert.ThrowsAsync<PostPressApiException>(() => ReadAsync(client, query));
}
