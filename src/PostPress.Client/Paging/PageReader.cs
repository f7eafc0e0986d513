namespace PostPress.Client;

/// <summary>Gets the pages of one reading, one after the other, with the pause between them, and says in each failure where it struck.</summary>
internal sealed class PageReader(RelationQuery query, PageFetcher fetcher, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    private readonly PageSize _size = new(query.PageSize);
    private long _calls;

    /// <summary>How many relations were handed on so far; an error says it.</summary>
    public long Written { get; set; }

    /// <summary>The number of the next call of this reading, from 1.</summary>
    public long NextCall => _calls + 1;

    /// <summary>Gets a page.</summary>
    /// <exception cref="PostPressApiException">No page came.</exception>
    public async Task<RelationPage> ReadAsync(string? cursor, long needed, CancellationToken cancellation)
    {
        // Half of it either way: LinkedIn looks for calls on a fixed beat.
        var pause = TimeSpan.FromSeconds(settings.PageDelaySec * (0.5 + options.Random()));
        if (++_calls > 1)
        {
            await WaitAsync(pause, cancellation).ConfigureAwait(false);
        }

        try
        {
            var page = await fetcher.FetchAsync(new Fetch(query, _calls, cursor, needed, _size) { Pause = pause }, cancellation).ConfigureAwait(false);
            statistics.Pages++;
            return page;
        }
        catch (PostPressApiException failure)
        {
            throw failures.InRun(failure, query, Written, cursor);
        }
    }

    /// <summary>A failure of the list itself.</summary>
    public PostPressApiException Fail(string id, string detail, string? cursor) =>
        failures.InRun(failures.Local(FailureKind.Protocol, id, detail), query, Written, cursor);

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (pause > TimeSpan.Zero)
        {
            options.Observer?.Invoke(new PagePause(query.AccountId, _calls, pause));
            statistics.Waited += pause;
            await options.Clock.WaitAsync(pause, cancellation).ConfigureAwait(false);
        }
    }
}
