using System.Globalization;
using System.Net;
using System.Text;

namespace PostPress.Sandbox;

/// <summary>Sends an answer, with the fault that was chosen for it.</summary>
internal static class FaultPlayer
{
    private static readonly byte[] Garbage = Encoding.UTF8.GetBytes("<!doctype html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>");

    /// <summary>Sends; true where the answer went out whole.</summary>
    public static async Task<bool> SendAsync(HttpListenerResponse response, SandboxAnswer answer, SandboxFault? fault, CancellationToken stop)
    {
        switch (fault?.Kind)
        {
            case SandboxFaultKind.Drop:
                // Off Windows, HttpListener sends the head of the answer before it aborts: one that promises a body is then seen as broken.
                response.ContentLength64 = answer.Body.Length;
                response.Abort();
                return false;
            case SandboxFaultKind.Cut:
                await SendPartAsync(response, answer, fault, TimeSpan.Zero, stop).ConfigureAwait(false);
                return false;
            case SandboxFaultKind.Stall:
                await SendPartAsync(response, answer, fault, TimeSpan.FromSeconds(fault.Seconds ?? 600), stop).ConfigureAwait(false);
                return false;
            case SandboxFaultKind.Latency:
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds ?? 1), stop).ConfigureAwait(false);
                break;
            case SandboxFaultKind.Date:
                response.Headers["Date"] = HttpDate(fault.Seconds ?? 3600);
                break;
            case SandboxFaultKind.Garbage:
                await SendAsync(response, new SandboxAnswer(200, Garbage), "text/html", stop).ConfigureAwait(false);
                return false;
            case SandboxFaultKind.Error when fault.RetryAfter is not null:
                response.Headers["Retry-After"] = fault.RetryAfterDate is { } seconds ? HttpDate(seconds) : fault.RetryAfter;
                break;
        }

        await SendAsync(response, answer, "application/json; charset=utf-8", stop).ConfigureAwait(false);
        return answer.Status == 200;
    }

    private static string HttpDate(double secondsFromNow) => DateTimeOffset.UtcNow.AddSeconds(secondsFromNow).ToString("R", CultureInfo.InvariantCulture);

    private static async Task SendAsync(HttpListenerResponse response, SandboxAnswer answer, string contentType, CancellationToken stop)
    {
        response.StatusCode = answer.Status;
        response.ContentType = contentType;
        response.ContentLength64 = answer.Body.Length;
        await response.OutputStream.WriteAsync(answer.Body, 0, answer.Body.Length, stop).ConfigureAwait(false);
        response.Close();
    }

    private static async Task SendPartAsync(HttpListenerResponse response, SandboxAnswer answer, SandboxFault fault, TimeSpan silence, CancellationToken stop)
    {
        var bytes = Math.Min(fault.AtByte ?? answer.Body.Length / 2, answer.Body.Length - 1);
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength64 = answer.Body.Length;
        await response.OutputStream.WriteAsync(answer.Body, 0, bytes, stop).ConfigureAwait(false);
        await response.OutputStream.FlushAsync(stop).ConfigureAwait(false);
        await Task.Delay(silence, stop).ConfigureAwait(false);
        response.Abort();
    }
}
