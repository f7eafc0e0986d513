using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PostPress.Benchmarks;

/// <summary>
/// Serves pages from prepared bytes over plain sockets, in a process of its own: what it spends counts for no contestant,
/// and it is never the slow side (its ceiling is part of the results). Ends with its standard input.
/// </summary>
internal static class PageServer
{
    public static int Serve()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        new Thread(() => AcceptAll(listener)) { IsBackground = true }.Start();
        Console.In.ReadToEnd();
        return 0;
    }

    private static void AcceptAll(TcpListener listener)
    {
        while (true)
        {
            var socket = listener.AcceptSocket();
            new Thread(() => Answer(socket)) { IsBackground = true }.Start();
        }
    }

    private static void Answer(Socket socket)
    {
        using var connection = socket;
        socket.NoDelay = true;
        try
        {
            while (ReadRequest(socket) is { } request)
            {
                Send(socket, PageAddress.Read(request));
                if (request.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }
            }
        }
        catch (SocketException)
        {
            // The contestant is done with it.
        }
    }

    private static string? ReadRequest(Socket socket)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = socket.Receive(buffer.AsSpan(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    private static void Send(Socket socket, PageAddress page)
    {
        var start = People.PageStart(page.Page, page.Limit);
        var end = People.PageEnd(page.NextCursor);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {start.Length + end.Length}\r\n\r\n");
        if (page.LatencyMs > 0)
        {
            // The time that a real service takes; each connection has a thread of its own, so that no other waits for it.
            Thread.Sleep(page.LatencyMs);
        }

        socket.Send([head, start, end]);
    }
}
