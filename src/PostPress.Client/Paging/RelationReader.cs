using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Reads the relations of one account page by page: each page is asked for when the caller wants it, so no call is spent
/// that the pipeline may not want.
/// </summary>
internal sealed class RelationReader(PageFetcher fetcher, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    // A list that grows while it is read repeats people right after a page border; this spans several of the largest pages.
    private const int RememberedMembers = 5000;

    // More pages than the largest account has at the smallest size.
    private const int RememberedCursors = 10_000;

    /// <summary>Reads until the API gives a <see langword="null"/> cursor, or as many as the query wants.</summary>
    public async IAsyncEnumerable<RelationPage> ReadAsync(RelationQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var size = new PageSize(query.PageSize);
        var members = new RecentValues(RememberedMembers);
        var known = new HashSet<string>(query.Known.Select(relation => relation.MemberId ?? ""), StringComparer.Ordinal);
        var cursors = new RecentValues(RememberedCursors);
        var toSkip = query.Skip;
        var left = query.First;
        long written = 0;
        var cursor = query.State?.Cursor ?? query.Cursor;

        for (long number = 1; left > 0; number++)
        {
            if (cursor is not null && !cursors.TryAdd(cursor))
            {
                throw failures.InRun(failures.Local(FailureKind.Protocol, "cursor_repeated", $"The cursor is '{cursor}'."), query, written, cursor);
            }

            if (number > 1)
            {
                await PauseAsync(query.AccountId, number, cancellation).ConfigureAwait(false);
            }

            var page = await FetchAsync(new Fetch(query, number, cursor, Needed(toSkip, left), size), written, cancellation).ConfigureAwait(false);
            var relations = Select(page.Relations, id => known.Contains(id) || !members.TryAdd(id), ref toSkip, ref left);
            written += relations.Count;
            statistics.Pages++;
            statistics.Relations += relations.Count;
            cursor = page.NextCursor;
            yield return new RelationPage(relations, cursor)
            {
                State = new ReadState { Cursor = cursor },
                Check = cursor is null ? new ListCheck(Verified: true, null, 0, 0) : null,
            };
            if (cursor is null)
            {
                yield break;
            }
        }
    }

    private async Task<RelationPage> FetchAsync(Fetch fetch, long written, CancellationToken cancellation)
    {
        try
        {
            return await fetcher.FetchAsync(fetch, cancellation).ConfigureAwait(false);
        }
        catch (PostPressApiException failure)
        {
            throw failures.InRun(failure, fetch.Query, written, fetch.Cursor);
        }
    }

    private async Task PauseAsync(string accountId, long page, CancellationToken cancellation)
    {
        // Half of it either way: LinkedIn looks for calls on a fixed beat.
        var delay = TimeSpan.FromSeconds(settings.PageDelaySec * (0.5 + options.Random()));
        if (delay > TimeSpan.Zero)
        {
            options.Observer?.Invoke(new PagePause(accountId, page, delay));
            statistics.Waited += delay;
#if NET
            await Task.Delay(delay, options.Clock, cancellation).ConfigureAwait(false);
#else
            await options.Clock.Delay(delay, cancellation).ConfigureAwait(false);
#endif
        }
    }

    private static long Needed(long toSkip, long left) => left > long.MaxValue - toSkip ? long.MaxValue : toSkip + left;

    private List<UserRelation> Select(IReadOnlyList<UserRelation> page, Predicate<string> isRepeated, ref long toSkip, ref long left)
    {
        var selected = new List<UserRelation>(page.Count);
        foreach (var relation in page)
        {
            if (relation.MemberId is not null && isRepeated(relation.MemberId))
            {
                statistics.DuplicatesDropped++;
            }
            else if (toSkip > 0)
            {
                toSkip--;
            }
            else if (left > 0)
            {
                left--;
                selected.Add(relation);
            }
        }

        return selected;
    }
}
