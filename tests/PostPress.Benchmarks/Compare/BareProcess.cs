using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostPress.Benchmarks;

/// <summary>The contestants without a shell: the floor, our client alone, and the bytes alone (the server's ceiling).</summary>
internal static class BareProcess
{
    public static async Task<int> RunAsync(string contestant, Uri address, string account, WarmUp warmUp)
    {
        using var http = new HttpClient();
        Func<string, Task<long>> run = contestant switch
        {
            "floor" => new FloorLoop(http, address).CountAsync,
            "client" => name => ReadAsync(address, new RelationQuery { AccountId = name }),
            _ => name => DrainAsync(http, address, name),
        };
        await warmUp.RunAsync(run);
        var meter = Meter.Start();
        var relations = await run(account);
        Console.WriteLine(meter.Stop(relations));
        return 0;
    }

    public static PostPressConnection Connect(Uri address) =>
        ConnectionRules.Create(address, new NetworkCredential("", "pp_test_benchmark").SecurePassword, new ConnectionSettings { PageDelaySec = 0 });

    public static async Task<long> ReadAsync(Uri address, RelationQuery query)
    {
        using var client = new PostPressClient(Connect(address), new ClientOptions());
        long count = 0;
        await foreach (var page in client.ReadRelationsAsync(query, CancellationToken.None))
        {
            foreach (var relation in page.Relations)
            {
                count += relation.MemberId is null ? 0 : 1;
            }
        }

        return count;
    }

    // Not one byte is looked at, so that nothing but the server and the loopback device is measured.
    private static async Task<long> DrainAsync(HttpClient http, Uri address, string account)
    {
        var end = PageAddress.Length(account) / PageAddress.PageSize;
        var buffer = new byte[128 * 1024];
        for (var page = 0; page < end; page++)
        {
            using var response = await http.GetAsync(FloorLoop.Address(address, account, $"p{page}"), HttpCompletionOption.ResponseHeadersRead);
            using var stream = await response.Content.ReadAsStreamAsync();
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }

        return end * PageAddress.PageSize;
    }
}

/// <summary>
/// The floor: the least C# that gets every relation as an object. No retries, no time-outs, no duplicates dropped, nothing checked.
/// </summary>
internal sealed class FloorLoop(HttpClient http, Uri address)
{
    public async Task<long> CountAsync(string account)
    {
        long count = 0;
        string? cursor = null;
        do
        {
            var page = await GetAsync(account, cursor);
            foreach (var relation in page.Items)
            {
                count += relation.MemberId is null ? 0 : 1;
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);
        return count;
    }

    private async Task<FloorPage> GetAsync(string account, string? cursor)
    {
        using var response = await http.GetAsync(Address(address, account, cursor), HttpCompletionOption.ResponseHeadersRead);
        using var stream = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(stream, FloorContext.Default.FloorPage))!;
    }

    public static Uri Address(Uri address, string account, string? cursor) =>
        new($"{address}/users/relations?account_id={account}&limit={PageAddress.PageSize}{(cursor is null ? "" : "&cursor=" + cursor)}");
}

internal sealed class FloorPage
{
    [JsonPropertyName("items")]
    public required List<FloorRelation> Items { get; init; }

    [JsonPropertyName("cursor")]
    public string? Cursor { get; init; }
}

/// <summary>The same fields as <see cref="UserRelation"/>, filled by the serializer without a second object.</summary>
internal sealed class FloorRelation
{
    [JsonIgnore]
    public string? AccountId { get; set; }

    [JsonPropertyName("first_name")]
    public string? FirstName { get; set; }

    [JsonPropertyName("last_name")]
    public string? LastName { get; set; }

    [JsonPropertyName("headline")]
    public string? Headline { get; set; }

    [JsonPropertyName("public_identifier")]
    public string? PublicIdentifier { get; set; }

    [JsonPropertyName("public_profile_url")]
    public string? PublicProfileUrl { get; set; }

    [JsonIgnore]
    public DateTimeOffset? CreatedAt { get; set; }

    [JsonPropertyName("created_at")]
    public long Milliseconds { get => 0; set => CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(value); }

    [JsonPropertyName("member_id")]
    public string? MemberId { get; set; }

    [JsonPropertyName("member_urn")]
    public string? MemberUrn { get; set; }

    [JsonPropertyName("connection_urn")]
    public string? ConnectionUrn { get; set; }

    [JsonPropertyName("profile_picture_url")]
    public string? ProfilePictureUrl { get; set; }
}

[JsonSerializable(typeof(FloorPage))]
internal sealed partial class FloorContext : JsonSerializerContext;
