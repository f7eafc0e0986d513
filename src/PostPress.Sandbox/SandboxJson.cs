using System.Text.Encodings.Web;
using System.Text.Json;

namespace PostPress.Sandbox;

/// <summary>Writes the API's bodies.</summary>
internal static class SandboxJson
{
    // As the API does: é stays é.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static long _requests;

    public static byte[] Page(IEnumerable<UserRelation> relations, string? cursor) => Write(json =>
    {
        json.WriteString("object", "UserRelationsList");
        json.WriteStartArray("items");
        foreach (var relation in relations)
        {
            WriteRelation(json, relation);
        }

        json.WriteEndArray();
        json.WriteString("cursor", cursor);
    });

    public static byte[] Accounts(IEnumerable<PostPressAccount> accounts, string? cursor) => Write(json =>
    {
        json.WriteString("object", "AccountList");
        json.WriteStartArray("items");
        foreach (var account in accounts)
        {
            json.WriteStartObject();
            WriteAccount(json, account);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("cursor", cursor);
    });

    public static byte[] Account(PostPressAccount account) => Write(json => WriteAccount(json, account));

    public static byte[] Error(SandboxError error) => Write(json =>
    {
        json.WriteString("title", error.Type.Replace('_', ' '));
        json.WriteString("detail", error.Detail);
        json.WriteString("instance", FormattableString.Invariant($"req_sandbox_{Interlocked.Increment(ref _requests):D8}"));
        json.WriteString("type", "errors/" + error.Type);
        json.WriteNumber("status", error.Status);
    });

    private static void WriteAccount(Utf8JsonWriter json, PostPressAccount account)
    {
        json.WriteString("object", "Account");
        json.WriteString("id", account.Id);
        json.WriteString("name", account.Name);
        json.WriteString("type", account.Type);
        // Made up, and like real ones nobody's business: what reads accounts must not show them.
        json.WriteStartObject("connection_params");
        json.WriteStartObject("im");
        json.WriteString("id", "ACoAAB0sandbox");
        json.WriteString("username", "private-" + account.Id);
        json.WriteString("phone_number", "+491700000000");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("created_at", Time(account.CreatedAt!.Value));
        if (account.LastFetchedAt is { } fetched)
        {
            json.WriteString("last_fetched_at", Time(fetched));
        }

        json.WriteStartArray("sources");
        foreach (var source in account.Source)
        {
            json.WriteStartObject();
            json.WriteString("id", source.Id);
            json.WriteString("status", source.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        json.WriteEndArray();
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteRelation(Utf8JsonWriter json, UserRelation relation)
    {
        json.WriteStartObject();
        json.WriteString("object", "UserRelation");
        json.WriteString("first_name", relation.FirstName);
        json.WriteString("last_name", relation.LastName);
        json.WriteString("headline", relation.Headline);
        json.WriteString("public_identifier", relation.PublicIdentifier);
        json.WriteString("public_profile_url", relation.PublicProfileUrl);
        json.WriteNumber("created_at", relation.CreatedAt!.Value.ToUnixTimeMilliseconds());
        json.WriteString("member_id", relation.MemberId);
        json.WriteString("member_urn", relation.MemberUrn);
        json.WriteString("connection_urn", relation.ConnectionUrn);
        if (relation.ProfilePictureUrl is not null)
        {
            json.WriteString("profile_picture_url", relation.ProfilePictureUrl);
        }

        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
