using System.Globalization;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>Answers for a <see cref="RawServer"/>.</summary>
internal static class RawAnswers
{
    public const string LastPage = """{"object":"UserRelationsList","items":[{"object":"UserRelation","first_name":"Ada","member_id":"ACoAA1"}],"cursor":null}""";

    private static readonly byte[] Chunk = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];

    /// <summary>These bytes and nothing else.</summary>
    public static RawAnswer Raw(string text) => async (stream, stop) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    /// <summary>A well-formed answer.</summary>
    public static RawAnswer Whole(int status, string body, string headers = "", string reason = "Reason") => Whole(status, Encoding.UTF8.GetBytes(body), headers, reason);

    public static RawAnswer Whole(int status, byte[] body, string headers = "", string reason = "Reason") => async (stream, stop) =>
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {reason}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head), stop);
        await stream.WriteAsync(body, stop);
    };

    /// <summary>A body that never ends, as fast as the client takes it.</summary>
    public static RawAnswer Endless(int status) => async (stream, stop) =>
    {
        await Raw($"HTTP/1.1 {status} Reason\r\nTransfer-Encoding: chunked\r\n\r\n")(stream, stop);
        while (true)
        {
            await stream.WriteAsync(Chunk, stop);
        }
    };

    /// <summary>These bytes, then silence until the client goes.</summary>
    public static RawAnswer Stalled(string text) => async (stream, stop) =>
    {
        await Raw(text)(stream, stop);
        while (await stream.ReadAsync(new byte[64], stop) > 0)
        {
        }
    };
}
