namespace PostPress.Client;

/// <summary>Reads the pages of one reading, one after the other, with the pause between them, and adds to each failure where it happened.</summary>
internal sealed class PageReader<TItem>(Endpoint<TItem> endpoint, RequestSender sender, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    private AdaptivePageSize _size = new(endpoint.PageSize);
    private long _calls;

    /// <summary>How many items were handed on so far; an error reports it.</summary>
    public long Written { get; set; }

    /// <summary>The number of the next call of this reading, from 1.</summary>
    public long NextCall => _calls + 1;

    /// <summary>Reads a page.</summary>
    /// <exception cref="PostPressApiException">No page came.</exception>
    public async Task<ApiPage<TItem>> ReadAsync(string? cursor, long needed, CancellationToken cancellation)
    {
        // Half of it either way: LinkedIn looks for calls on a fixed beat.
        var pause = TimeSpan.FromSeconds(settings.PageDelaySec * (0.5 + options.Random()));
        if (++_calls > 1)
        {
            await WaitAsync(pause, cancellation).ConfigureAwait(false);
        }

        try
        {
            var page = await sender.SendAsync(endpoint, new PageRequest(endpoint.AccountId, _calls, cursor, needed, _size, pause), cancellation).ConfigureAwait(false);
            statistics.Pages++;
            if (_calls == 1 && endpoint.LaterPageSize is { } later)
            {
                _size = new AdaptivePageSize(later);
            }

            return page;
        }
        catch (PostPressApiException failure)
        {
            throw endpoint.Place(failure, Written, cursor);
        }
    }

    /// <summary>A failure of the list itself.</summary>
    public PostPressApiException Fail(string id, string detail, string? cursor) =>
        endpoint.Place(failures.Local(FailureKind.Protocol, id, detail), Written, cursor);

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (pause > TimeSpan.Zero)
        {
            options.Observer?.Invoke(new CallDelayed(endpoint.AccountId, _calls, pause, CallDelay.Pace));
            statistics.Waited += pause;
            await options.WaitAsync(pause, cancellation).ConfigureAwait(false);
        }
    }
}

/// <summary>
/// How many relations to request at once. A page that times out is requested again at half the size; when some smaller pages came
/// through, the size doubles again, so that one slow moment does not turn a run of 30 calls into one of 1,200.
/// A size that the server refuses is never requested twice.
/// </summary>
internal sealed class AdaptivePageSize(int wanted)
{
    /// <summary>Pages are not made smaller than this: similar providers return about 25 a page whatever is asked for.</summary>
    public const int Minimum = 25;

    private const int GoodPagesBeforeGrowth = 4;

    private int _most = wanted;
    private int _goodPages;

    /// <summary>The size to ask for now.</summary>
    public int Current { get; private set; } = wanted;

    /// <summary>The size as far as the rest of the run needs it.</summary>
    public int Limit(long needed) => (int)Math.Min(Current, needed);

    /// <summary>A page of this size timed out: near the end of a run it can be smaller than <see cref="Current"/>.</summary>
    public void Shrink(int asked)
    {
        _goodPages = 0;
        if (asked > Minimum)
        {
            Current = Math.Max(Minimum, asked / 2);
        }
    }

    /// <summary>The server refused this size.</summary>
    public void Refuse(int asked)
    {
        Shrink(asked);
        _most = Current;
    }

    /// <summary>A page came.</summary>
    public void Succeed()
    {
        if (Current < _most && ++_goodPages >= GoodPagesBeforeGrowth)
        {
            _goodPages = 0;
            Current = Math.Min(_most, Current * 2);
        }
    }
}
