namespace PostPress.Client;

/// <summary>Gets the pages of one reading, one after the other, with the pause between them, and says in each failure where it struck.</summary>
internal sealed class PageReader<TPage>(Endpoint<TPage> endpoint, PageFetcher fetcher, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    private PageSize _size = new(endpoint.PageSize);
    private long _calls;

    /// <summary>How many items were handed on so far; an error says it.</summary>
    public long Written { get; set; }

    /// <summary>The number of the next call of this reading, from 1.</summary>
    public long NextCall => _calls + 1;

    /// <summary>Gets a page.</summary>
    /// <exception cref="PostPressApiException">No page came.</exception>
    public async Task<TPage> ReadAsync(string? cursor, long needed, CancellationToken cancellation)
    {
        // Half of it either way: LinkedIn looks for calls on a fixed beat.
        var pause = TimeSpan.FromSeconds(settings.PageDelaySec * (0.5 + options.Random()));
        if (++_calls > 1)
        {
            await WaitAsync(pause, cancellation).ConfigureAwait(false);
        }

        try
        {
            var page = await fetcher.FetchAsync(new Fetch<TPage>(endpoint, _calls, cursor, needed, _size) { Pause = pause }, cancellation).ConfigureAwait(false);
            statistics.Pages++;
            if (_calls == 1 && endpoint.LaterPageSize is { } later)
            {
                _size = new PageSize(later);
            }

            return page;
        }
        catch (PostPressApiException failure)
        {
            throw endpoint.Place(failures, failure, Written, cursor);
        }
    }

    /// <summary>A failure of the list itself.</summary>
    public PostPressApiException Fail(string id, string detail, string? cursor) =>
        endpoint.Place(failures, failures.Local(FailureKind.Protocol, id, detail), Written, cursor);

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (pause > TimeSpan.Zero)
        {
            options.Observer?.Invoke(new PagePause(endpoint.AccountId, _calls, pause));
            statistics.Waited += pause;
            await options.Clock.WaitAsync(pause, cancellation).ConfigureAwait(false);
        }
    }
}
