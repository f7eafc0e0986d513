using System.Text.Json;

namespace PostPress.Client;

/// <summary>What an error response says: the API's envelope, or the one of the provider's quickstart, or nothing readable.</summary>
internal sealed record ErrorEnvelope
{
    public string? Type { get; private init; }

    public string? Title { get; private init; }

    public string? Detail { get; private init; }

    public string? RequestId { get; private init; }

    /// <summary>Reads a body. Never fails: a gateway in front of the API may answer with anything.</summary>
    public static ErrorEnvelope? Read(ReadOnlyMemory<byte> body, SafeText safe)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            return root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                ? new()
                {
                    Type = TypeName(Text(error, "code"), safe),
                    Detail = Text(error, "message", safe),
                    RequestId = Text(error, "request_id", safe),
                }
                : new()
                {
                    Type = TypeName(Text(root, "type"), safe),
                    Title = Text(root, "title", safe),
                    Detail = Text(root, "detail", safe),
                    RequestId = Text(root, "instance", safe),
                };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a name in it is not valid Unicode.
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name, SafeText? safe = null)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            var text = value.GetString()!;
            return safe is null ? text : safe.Clean(text) is { Length: > 0 } clean ? clean : null;
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode.
            return null;
        }
    }

    // A type becomes an error id that scripts compare with: only what can be one is taken.
    private static string? TypeName(string? text, SafeText safe)
    {
        if (text is null || safe.HoldsSecret(text))
        {
            return null;
        }

        var name = text.StartsWith("errors/", StringComparison.Ordinal) ? text["errors/".Length..] : text;
        return name.Length is > 0 and <= 64 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.')
            ? "errors/" + name
            : null;
    }
}
