using System.Web;

namespace PostPress.PowerShell.Tests;

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => Target.Split('?')[0];

    /// <summary>A parameter of the query, decoded.</summary>
    public string? Query(string name) => HttpUtility.ParseQueryString(Target.Contains('?') ? Target[Target.IndexOf('?')..] : "")[name];
}

/// <summary>An answer as it goes over the wire; <see langword="null"/> text for none at all.</summary>
internal sealed record RawAnswer(string? Head, string Body)
{
    /// <summary>No answer: the connection stays open until the client goes.</summary>
    public static RawAnswer Never { get; } = new(null, "");

    public static RawAnswer Page(string json) => new("HTTP/1.1 200 OK\r\nContent-Type: application/json", json);

    public static RawAnswer Status(int status, string body, params string[] headers) =>
        new(string.Join("\r\n", [$"HTTP/1.1 {status} Status", "Content-Type: application/json", .. headers]), body);
}
