using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Reads accounts: all of the workspace page by page, each page asked for when the caller wants it, or one by its id. Not verified as
/// relations are: a workspace has few accounts, and nearly always one page.
/// </summary>
internal sealed class AccountReader(PageFetcher fetcher, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    /// <summary>Reads until the API gives no cursor, or as many as the query wants. An account that comes twice, because the list moved, is given once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PostPressAccount>> ReadAsync(AccountQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = Pages(new AccountsEndpoint(query.PageSize));
        var guard = new ProgressGuard(isFiltered: false);
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        var left = query.First;
        string? cursor = null;
        statistics.Accounts ??= 0;
        while (left > 0)
        {
            if (!guard.TryUse(cursor))
            {
                throw pages.Fail("cursor_repeated", $"The cursor is '{cursor}'.", cursor);
            }

            var page = await pages.ReadAsync(cursor, query.TakesAll ? left : long.MaxValue, cancellation).ConfigureAwait(false);
            List<PostPressAccount> fresh = [.. page.Accounts.Where(account => seen.Add(account.Id))];
            if (page.NextCursor is not null && guard.Stuck(page.Accounts.Count, fresh.Count > 0, furthest: 0) is { } reason)
            {
                throw pages.Fail("no_progress", reason, cursor);
            }

            List<PostPressAccount> wanted = [.. fresh.Where(query.Matches).Take((int)Math.Min(left, int.MaxValue))];
            left -= wanted.Count;
            pages.Written += wanted.Count;
            statistics.Accounts += wanted.Count;
            statistics.DuplicatesDropped += page.Accounts.Count - fresh.Count;
            statistics.Unreadable.Add(page.Unreadable);
            yield return wanted;
            cursor = page.NextCursor;
            if (cursor is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Reads one account.</summary>
    public async Task<PostPressAccount> ReadOneAsync(string accountId, CancellationToken cancellation)
    {
        statistics.Accounts ??= 0;
        // An address takes these for folders, and would ask for something else.
        if (accountId is "." or "..")
        {
            throw failures.InvalidAccountId(accountId);
        }

        var page = await Pages(new AccountEndpoint(accountId)).ReadAsync(cursor: null, needed: 0, cancellation).ConfigureAwait(false);
        statistics.Accounts++;
        statistics.Unreadable.Add(page.Unreadable);
        return page.Accounts[0];
    }

    private PageReader<AccountPage> Pages(Endpoint<AccountPage> endpoint) => new(endpoint, fetcher, failures, statistics, settings, options);
}
