namespace PostPress.Client;

/// <summary>Asks once for one page and reads the answer: a page, or the failure that says what came instead.</summary>
internal sealed class PageRequester(HttpClient http, PostPressConnection connection, TimeProvider clock)
{
    private readonly RequestBuilder _requests = new(connection);
    private readonly Failures _failures = new(new SafeText(connection.RevealKey()));
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(connection.Settings.TimeoutSec);

    /// <summary>Makes the failures of this connection, with its key kept out.</summary>
    public Failures Failures => _failures;

    /// <summary>Asks for a page.</summary>
    /// <exception cref="PostPressApiException">No page came.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<TPage> RequestAsync<TPage>(Endpoint<TPage> endpoint, string? cursor, int limit, CancellationToken cancellation)
    {
        using var timer = new IdleTimeout(clock, _timeout, cancellation);
        var answered = false;
        try
        {
            using var request = endpoint.Request(_requests, cursor, limit);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
            answered = true;
            timer.Reset();
            return await ReadAsync(response, endpoint, timer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PostPressApiException)
        {
            // A cancelled read shows up as one of several exceptions, depending on the platform and the moment.
            cancellation.ThrowIfCancellationRequested();
            throw Understand(exception, answered, timer.Expired);
        }
    }

    private async Task<TPage> ReadAsync<TPage>(HttpResponseMessage response, Endpoint<TPage> endpoint, IdleTimeout timer)
    {
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308)
        {
            throw _failures.Redirect(status, response.Headers.Location);
        }

        var retryAfter = RetryAfter.Read(response, clock.GetUtcNow());
        var maximum = response.IsSuccessStatusCode ? BodyReader.PageMaximum : BodyReader.ErrorMaximum;
        // .NET Framework does not cancel a read that has begun; taking the response away does.
        using var abort = timer.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
        using var body = await ReadBodyAsync(response, maximum, timer).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw _failures.Status(status, body.Array.AsMemory(0, body.Length), retryAfter);
        }

        try
        {
            return endpoint.Read(body.Span);
        }
        catch (PageFormatException exception)
        {
            throw _failures.NotAPage(status, exception, body.Span, endpoint.IsPrivate);
        }
    }

    private static async Task<RentedBody> ReadBodyAsync(HttpResponseMessage response, int maximum, IdleTimeout timer)
    {
        try
        {
#if NET
            using var stream = await response.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false);
#else
            using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            return await BodyReader.ReadAsync(stream, response.Content.Headers.ContentLength, maximum, timer).ConfigureAwait(false);
        }
        catch (Exception) when (!response.IsSuccessStatusCode && (timer.Expired || !timer.Token.IsCancellationRequested))
        {
            // The status says what is wrong, and Retry-After when to come back; that the explanation is broken, endless or idle changes nothing.
            return new RentedBody();
        }
    }

    private PostPressApiException Understand(Exception exception, bool answered, bool timedOut)
    {
        if (timedOut)
        {
            return _failures.Local(FailureKind.Timeout, answered ? "idle_timeout" : "response_timeout", FormattableString.Invariant($"The time-out is {_timeout.TotalSeconds:0} s."));
        }

        if (exception is BodyTooLargeException)
        {
            return _failures.Local(FailureKind.Protocol, "body_too_large", exception.Message);
        }

        if (answered)
        {
            // Also a body that does not decompress: it was damaged on its way.
            return _failures.Local(FailureKind.Truncated, "body_truncated", NetworkFailure.Reason(exception), exception);
        }

        var (kind, id) = NetworkFailure.Classify(exception);
        return _failures.Local(kind, id, $"{connection.BaseUri.Host}: {NetworkFailure.Reason(exception)}", exception);
    }
}
