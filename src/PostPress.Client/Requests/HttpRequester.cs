using System.Globalization;
using System.Net;

namespace PostPress.Client;

/// <summary>Requests one page once and reads the response: a page, or the failure that says what came instead.</summary>
internal sealed class HttpRequester(HttpClient http, PostPressConnection connection, Failures failures, TimeProvider clock)
{
    private readonly RequestBuilder _requests = new(connection);
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(connection.Settings.TimeoutSec);

    // Until the proxy has let a request through, one goes at a time, and none after it has refused the password: each would send the password
    // again, and a few wrong ones lock the user out of more than the proxy.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile PostPressApiException? _proxyRefusal;
    private readonly Lazy<bool> _hasProxy = new(() => Transport.ProxyFor(connection.BaseUri, connection.Settings) is not null);
    private volatile bool _isThrough;

    /// <summary>Requests a page.</summary>
    /// <exception cref="PostPressApiException">No page came.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ApiPage<TItem>> RequestAsync<TItem>(Endpoint<TItem> endpoint, string? cursor, int limit, CancellationToken cancellation)
    {
        if (_isThrough || !_hasProxy.Value)
        {
            return await SendAsync(endpoint, cursor, limit, cancellation).ConfigureAwait(false);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await SendAsync(endpoint, cursor, limit, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ApiPage<TItem>> SendAsync<TItem>(Endpoint<TItem> endpoint, string? cursor, int limit, CancellationToken cancellation)
    {
        if (_proxyRefusal is { } refusal)
        {
            throw refusal;
        }

        using var timer = new IdleTimeout(clock, _timeout, cancellation);
        var answered = false;
        try
        {
            using var request = _requests.Build(endpoint, cursor, limit);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
            answered = true;
            _isThrough |= response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired;
            timer.Reset();
            return await ReadAsync(response, endpoint, timer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not PostPressApiException)
        {
            // A cancelled read shows up as one of several exceptions, depending on the platform and the moment.
            cancellation.ThrowIfCancellationRequested();
            var failure = Understand(exception, answered, timer.Expired);
            if (failure is { Id: "proxy_failed", IsFinal: true })
            {
                _proxyRefusal = failure;
            }

            throw failure;
        }
    }

    private async Task<ApiPage<TItem>> ReadAsync<TItem>(HttpResponseMessage response, Endpoint<TItem> endpoint, IdleTimeout timer)
    {
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308)
        {
            throw failures.Redirect(status, response.Headers.Location);
        }

        var retryAfter = RetryAfterHeader.Read(response, clock.GetUtcNow());
        var maximum = response.IsSuccessStatusCode ? ResponseBody.PageMaximum : ResponseBody.ErrorMaximum;
        // .NET Framework does not cancel a read that has begun; taking the response away does.
        using var abort = timer.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
        using var body = await ReadBodyAsync(response, maximum, timer).ConfigureAwait(false);
        body?.Decode(response.Content.Headers.ContentType?.CharSet);
        if (!response.IsSuccessStatusCode)
        {
            throw failures.Status(status, body?.Memory ?? default, retryAfter, status == 404 ? ConnectionRules.FindOddity(connection.BaseUri) : null);
        }

        if (body is null)
        {
            throw failures.Local(FailureKind.Protocol, "body_too_large", $"The body has more than {maximum / (1024 * 1024)} MiB.");
        }

        try
        {
            return endpoint.Parse(body.Memory.Span);
        }
        catch (PageFormatException exception)
        {
            throw failures.NotAPage(status, exception, body.Memory.Span, endpoint.IsPrivate);
        }
    }

    // Null where the body is too large, or can't be read and need not be.
    private static async Task<ResponseBody?> ReadBodyAsync(HttpResponseMessage response, int maximum, IdleTimeout timer)
    {
        try
        {
#if NET
            using var stream = await response.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false);
#else
            using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            return await ResponseBody.ReadAsync(stream, response.Content.Headers.ContentLength, maximum, timer).ConfigureAwait(false);
        }
        catch (Exception) when (!response.IsSuccessStatusCode && (timer.Expired || !timer.Token.IsCancellationRequested))
        {
            // The status says what is wrong, and Retry-After when to come back; that the explanation is broken, endless or idle changes nothing.
            return null;
        }
    }

    private PostPressApiException Understand(Exception exception, bool answered, bool timedOut)
    {
        if (timedOut)
        {
            return failures.Local(FailureKind.Timeout, answered ? "idle_timeout" : "response_timeout", FormattableString.Invariant($"The time-out is {_timeout.TotalSeconds:0} s."));
        }

        if (answered)
        {
            // Also a body that does not decompress: it was damaged on its way.
            return failures.Local(FailureKind.Truncated, "body_truncated", NetworkFailure.Reason(exception), exception);
        }

        return failures.Network(connection.BaseUri.Host, exception);
    }
}

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110 section 10.2.3) from the raw header, in both its forms. .NET's typed header is null for
/// fractions, negatives and numbers that overflow, and a client that then takes it for absent calls too early.
/// </summary>
internal static class RetryAfterHeader
{
    // Longer than anything that is waited for, short enough to be added to a date.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    // How far a moment may be past: clocks differ, and a limit may be over.
    private static readonly TimeSpan LongestPast = TimeSpan.FromDays(1);

    // The three forms of RFC 9110 section 5.6.7 without the day of the week, which may be wrong. Only whole dates: DateTimeOffset.TryParse
    // takes "23:59" for today, and "May 5" for this year.
    private static readonly string[] HttpDates = ["d MMM yyyy H:m:s 'GMT'", "d MMM yyyy H:m:s zzz", "d-MMM-yy H:m:s 'GMT'", "d-MMM-yyyy H:m:s 'GMT'", "MMM d H:m:s yyyy"];

    /// <summary>How long to wait; <see langword="null"/> where the header is absent or says nothing that can be understood.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        // The server's own clock where it shows it: the date form means nothing against a clock that is off.
        var reference = response.Headers.Date ?? now;
        // A proxy that adds its own makes a list of them, and the longest wait satisfies all. The comma inside a date does no harm:
        // the day of the week alone means nothing, and what stands behind it is the date.
        var waits = values.SelectMany(value => value.Split(',')).Select(part => Parse(part.Trim(), reference));
        return waits.Max();
    }

    private static TimeSpan? Parse(string part, DateTimeOffset reference)
    {
        if (double.TryParse(part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            // Not a number ("NaN" parses) is neither below nor above.
            return !(seconds >= 0) ? null : UntilUnixTime(seconds, reference) ?? UntilUnixTime(seconds / 1000, reference)
                ?? (seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds));
        }

        return ParseDate(part) is { } date ? Wait(date - reference) : null;
    }

    // Some servers send the moment at which the limit ends, as they do in X-RateLimit-Reset. Taken for seconds it would be decades.
    private static TimeSpan? UntilUnixTime(double seconds, DateTimeOffset reference)
    {
        var wait = seconds - reference.ToUnixTimeMilliseconds() / 1000d;
        return wait >= -LongestPast.TotalSeconds && wait <= Failures.LongestRetryAfter.TotalSeconds ? Wait(TimeSpan.FromSeconds(wait)) : null;
    }

    private static DateTimeOffset? ParseDate(string part)
    {
        // The oldest form begins with the day of the week, without a comma behind it.
        var date = part.Length > 4 && part[3] == ' ' && char.IsLetter(part[0]) && char.IsLetter(part[4]) ? part[4..] : part;
        return DateTimeOffset.TryParseExact(date, HttpDates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var time)
            ? time
            : FieldReader.ParseIso(date);
    }

    private static TimeSpan Wait(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
