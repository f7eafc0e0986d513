using System.Globalization;
using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Reads the relations of one account page by page: each page is asked for when the caller wants it, so no call is spent
/// that the pipeline may not want. A list of several pages is verified at its end, because it can move while it is read.
/// </summary>
internal sealed class RelationReader(RequestSender sender, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    /// <summary>The relations of an account.</summary>
    public static Endpoint<UserRelation> EndpointFor(RelationQuery query, Failures failures) => new()
    {
        Path = "/users/relations",
        Parameters = (cursor, limit) =>
        [
            ("account_id", query.AccountId),
            ("limit", limit.ToString(CultureInfo.InvariantCulture)),
            ("cursor", cursor),
            ("filter", query.Filter is "" ? null : query.Filter),
        ],
        Parse = body => RelationParser.Parse(body, query.AccountId),
        Place = (failure, written, cursor) => failures.InRelations(failure, query.AccountId, written, cursor, query.ResumeAdvice),
        AccountId = query.AccountId,
        PageSize = query.PageSize,
        LaterPageSize = query.LaterPageSize,
        ReadsLinkedIn = true,
        IsWholeList = query is { IsPartial: false, Checkpoint: null },
    };

    /// <summary>Reads until the API gives a <see langword="null"/> cursor and the list is verified, or as many as the query wants, or to those who connected before the time that it wants.</summary>
    public async IAsyncEnumerable<RelationPage> ReadAsync(RelationQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = new PageReader<UserRelation>(EndpointFor(query, failures), sender, failures, statistics, settings, options);
        var list = new ListReading(query, statistics);
        var range = new RelationRange(query);
        ListCheck? check = null;
        while (check is null && range.Left > 0)
        {
            var guard = new ProgressGuard(!string.IsNullOrEmpty(query.Filter));
            while (!list.AtEnd && range.Left > 0)
            {
                var page = await ReadPageAsync(pages, list, guard, range.Needed, cancellation).ConfigureAwait(false);
                // Whom a later reading finds came late, wherever they stand.
                if (!list.HasMoved && range.Look(page) is { } reason)
                {
                    options.Observer?.Invoke(RunNotice.NotNewestFirst(query.AccountId, list.Pages, reason));
                }

                // One answer is one moment: nobody can slip through between two pages.
                check = list.AtEnd && list.Pages == 1 && !query.IsPartial ? list.Check(reason: null) with { Proven = true } : null;
                yield return HandOn(range.Select(page), pages, list, check);
                if (range.IsOver)
                {
                    yield break;
                }
            }

            if (check is not null || query.IsPartial)
            {
                yield break;
            }

            options.Observer?.Invoke(RunNotice.ListVerifying(query.AccountId));
            var verifier = new ListVerifier(query, pages, list);
            await foreach (var late in verifier.VerifyAsync(cancellation).ConfigureAwait(false))
            {
                if (range.Select(late) is { Count: > 0 } wanted)
                {
                    yield return HandOn(wanted, pages, list, check: null);
                }
            }

            check = verifier.Result;
            if (check is not null)
            {
                yield return HandOn([], pages, list, check);
                yield break;
            }

            options.Observer?.Invoke(RunNotice.ListReadAgain(query.AccountId, hasMoved: !query.VerifyEveryPage));
            list.NextPass();
        }
    }

    private async Task<IReadOnlyList<UserRelation>> ReadPageAsync(PageReader<UserRelation> pages, ListReading list, ProgressGuard guard, long needed, CancellationToken cancellation)
    {
        var cursor = list.Cursor;
        if (!guard.TryUse(cursor))
        {
            throw pages.Fail("cursor_repeated", $"The cursor is '{cursor}'.", cursor);
        }

        var page = await pages.ReadAsync(cursor, needed, cancellation).ConfigureAwait(false);
        var length = list.Pass.Count;
        var relations = list.Take(page);
        var isNew = relations.Count > 0 || list.Pass.Count > length;
        return guard.Stuck(page.Items.Count, isNew, list.Pass.Reached) is { } reason && !list.AtEnd
            ? throw pages.Fail("no_progress", reason, cursor)
            : relations;
    }

    private RelationPage HandOn(IReadOnlyList<UserRelation> relations, PageReader<UserRelation> pages, ListReading list, ListCheck? check)
    {
        pages.Written += relations.Count;
        statistics.Relations += relations.Count;
        return new RelationPage(relations, list.Cursor) { Checkpoint = list.CreateCheckpoint(), Check = check };
    }
}
