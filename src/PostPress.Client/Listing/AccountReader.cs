using System.Globalization;
using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Reads accounts: all of the workspace page by page, each page asked for when the caller wants it, or one by its id. Not verified as
/// relations are: a workspace has few accounts, and nearly always one page.
/// </summary>
internal sealed class AccountReader(RequestSender sender, Failures failures, RunStatistics statistics, ConnectionSettings settings, ClientOptions options)
{
    /// <summary>The accounts of the workspace.</summary>
    public static Endpoint<PostPressAccount> EndpointFor(AccountQuery query) => new()
    {
        Path = "/accounts",
        Parameters = static (cursor, limit) => [("limit", limit.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)],
        Parse = AccountParser.ParseList,
        Place = static (failure, written, _) => Failures.InAccounts(failure, written),
        PageSize = query.PageSize,
        // The parameters of an account's connection: phone numbers, mail addresses.
        IsPrivate = true,
    };

    /// <summary>One account.</summary>
    public static Endpoint<PostPressAccount> EndpointFor(string accountId) => new()
    {
        Path = "/accounts/" + Uri.EscapeDataString(accountId),
        Parse = AccountParser.ParseOne,
        Place = (failure, _, _) => Failures.InAccount(failure, accountId),
        AccountId = accountId,
        IsPrivate = true,
    };

    /// <summary>Reads until the API gives no cursor, or as many as the query wants. An account that comes twice, because the list moved, is given once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PostPressAccount>> ReadAsync(AccountQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = Pages(EndpointFor(query));
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
            List<PostPressAccount> fresh = [.. page.Items.Where(account => seen.Add(account.Id))];
            if (page.NextCursor is not null && guard.Stuck(page.Items.Count, fresh.Count > 0, furthest: 0) is { } reason)
            {
                throw pages.Fail("no_progress", reason, cursor);
            }

            List<PostPressAccount> wanted = [.. fresh.Where(query.Matches).Take((int)Math.Min(left, int.MaxValue))];
            left -= wanted.Count;
            pages.Written += wanted.Count;
            statistics.Accounts += wanted.Count;
            statistics.DuplicatesDropped += page.Items.Count - fresh.Count;
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

        var page = await Pages(EndpointFor(accountId)).ReadAsync(cursor: null, needed: 0, cancellation).ConfigureAwait(false);
        statistics.Accounts++;
        statistics.Unreadable.Add(page.Unreadable);
        return page.Items[0];
    }

    private PageReader<PostPressAccount> Pages(Endpoint<PostPressAccount> endpoint) => new(endpoint, sender, failures, statistics, settings, options);
}
