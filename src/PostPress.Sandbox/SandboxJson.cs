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

    public static byte[] Error(SandboxError error) => Write(json =>
    {
        json.WriteString("title", error.Type.Replace('_', ' '));
        json.WriteString("detail", error.Detail);
        json.WriteString("instance", FormattableString.Invariant($"req_sandbox_{Interlocked.Increment(ref _requests):D8}"));
        json.WriteString("type", "errors/" + error.Type);
        json.WriteNumber("status", error.Status);
    });

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
