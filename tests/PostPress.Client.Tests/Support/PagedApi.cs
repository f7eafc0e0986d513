using System.Globalization;
using System.Net;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>An API whose lists have one person a page, and that remembers when it was called. Answers without a network.</summary>
internal sealed class PagedApi(TimeProvider clock, int pages = 1) : HttpMessageHandler
{
    private readonly List<DateTimeOffset> _calls = [];

    /// <summary>When it was called, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Answers a call, by its number from 1, with an error; <see langword="null"/> for its page.</summary>
    public Func<int, Refusal?> Refuse { get; set; } = static _ => null;

    /// <summary>Awaited before a call is answered, by its number from 1.</summary>
    public Func<int, CancellationToken, Task> Hold { get; set; } = static (_, _) => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int number;
        lock (_calls)
        {
            _calls.Add(clock.GetUtcNow());
            number = _calls.Count;
        }

        await Hold(number, cancellationToken);
        return Refuse(number) is { } refusal ? refusal.Answer() : Page(SandboxRequest.Parse(request.RequestUri!).Cursor);
    }

    private HttpResponseMessage Page(string? cursor)
    {
        var page = cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var next = page >= pages ? null : (page + 1).ToString(CultureInfo.InvariantCulture);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Pages.Text(["m" + page], next))) };
    }
}

/// <summary>An error of the API.</summary>
internal sealed record Refusal(int Status, string Type, int? RetryAfter = null)
{
    public string? RetryAfterText { get; init; } = RetryAfter?.ToString(CultureInfo.InvariantCulture);

    public HttpResponseMessage Answer()
    {
        var answer = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"type":"errors/{{Type}}","status":{{Status}}}""")),
        };
        if (RetryAfterText is { } text)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", text);
        }

        return answer;
    }
}
