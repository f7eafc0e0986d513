namespace PostPress.Client;

/// <summary>Passes requests on, and notes how far the clock of the server is ahead of ours, as its first answer shows it.</summary>
internal sealed class DatedHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    /// <summary>How far; <see langword="null"/> where no answer came, or none with a date.</summary>
    public TimeSpan? ServerAhead { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ServerAhead ??= response.Headers.Date - clock.GetUtcNow();
        return response;
    }
}
