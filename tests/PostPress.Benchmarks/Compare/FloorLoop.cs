using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostPress.Benchmarks;

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
