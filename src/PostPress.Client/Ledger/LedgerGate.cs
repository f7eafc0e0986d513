using System.Collections.Concurrent;
using System.Security;

namespace PostPress.Client;

/// <summary>
/// Sends a call when the ledger of its account allows it, and writes into the ledger what came of it. A ledger that can't be read or written
/// is no reason to fail: the run goes on without.
/// </summary>
internal sealed class LedgerGate(PostPressConnection connection, Failures failures, RunStatistics statistics, ClientOptions options)
{
    private const double NearLimit = 0.8;
    private const int ManyWholeReads = 3;

    private readonly string _baseUri = AddressOf(connection);
    private readonly ConnectionSettings _settings = connection.Settings;
    private readonly ConcurrentDictionary<(string AccountId, string Id), bool> _told = new();
    private volatile bool _isOff;

    /// <summary>The address of the API as the ledger knows it.</summary>
    public static string AddressOf(PostPressConnection connection) => connection.BaseUri.AbsoluteUri.TrimEnd('/');

    /// <summary>Sends a call when the account may be called.</summary>
    /// <exception cref="PostPressApiException">It failed, or was not sent because the account may not be called.</exception>
    public async Task<T> SendAsync<T>(AccountCall call, Func<Task<T>> send, CancellationToken cancellation)
    {
        var counted = await EnterAsync(call, cancellation).ConfigureAwait(false);
        try
        {
            var answer = await send().ConfigureAwait(false);
            await NoteAsync(call, cancellation).ConfigureAwait(false);
            return answer;
        }
        catch (PostPressApiException failure)
        {
            await NoteAsync(call, failure, counted, cancellation).ConfigureAwait(false);
            throw;
        }
    }

    // Reserves the moment of the call, so that no other process takes it, and looks again when it has come: another may have been told to wait.
    // The call is counted before it is sent, because a process can be killed in between; gives when it was, or null where there is no ledger.
    private async Task<DateTimeOffset?> EnterAsync(AccountCall call, CancellationToken cancellation)
    {
        var key = AccountBlock.KeyOf(connection, call.AccountId);
        DateTimeOffset? reserved = null;
        while (true)
        {
            PostPressApiException? refusal = null;
            var wait = TimeSpan.Zero;
            var isTold = false;
            var calls = 0L;
            DateTimeOffset? countedAt = null;
            await TryChangeAsync(call, (usage, now) =>
            {
                refusal = Refuse(usage, call.AccountId, key, now);
                if (refusal is not null)
                {
                    return usage;
                }

                isTold = usage.RetryAfter is not null;
                var isOurs = reserved is not null && !(usage.RetryAfter?.Until > reserved);
                // Timers end a little early.
                wait = isOurs ? usage.LeftOfRetryAfter(now) : usage.WaitFor(call.Pause, now);
                if (wait > TimeSpan.Zero)
                {
                    reserved = now + wait;
                    return usage with { LastSlot = usage.LastSlot > reserved ? usage.LastSlot : reserved };
                }

                var counted = usage.WithCall(now);
                (calls, countedAt) = (counted.CallsInDay, now);
                return counted;
            }, cancellation).ConfigureAwait(false);
            if (refusal is not null)
            {
                throw refusal;
            }

            if (wait <= TimeSpan.Zero)
            {
                WarnOfLimit(call, calls);
                return countedAt;
            }

            options.Observer?.Invoke(new CallDelayed(call.AccountId, call.Page, wait, isTold ? CallDelay.AccountLimit : CallDelay.OtherCalls));
            statistics.Waited += wait;
            await options.WaitAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Why no call may be sent to an account now; <see langword="null"/> where one may.</summary>
    public PostPressApiException? Refuse(AccountUsage usage, string accountId, string key, DateTimeOffset now)
    {
        var clear = $"Clear-PostPressUsage -AccountId '{accountId.Replace("'", "''")}'";
        if (usage.RetryAfter is { } told && told.Until - now > TimeSpan.FromSeconds(_settings.MaximumRetryWaitSec))
        {
            return failures.NotSent(
                told.Id,
                told.Status,
                FormattableString.Invariant($"No call was sent: an earlier one, at {Time(told.Since)}, was told to wait until {Time(told.Until)}."),
                $"If you know that the limit is over: {clear}.",
                told.Until - now);
        }

        if (options.IgnoresLedger)
        {
            return null;
        }

        if (usage.Blocks.FirstOrDefault(block => block.IsFor(key)) is { } block)
        {
            return failures.NotSent(
                block.Id,
                block.Status,
                FormattableString.Invariant($"No call was sent: the account answered so at {Time(block.Since)}, and is left alone until {Time(block.Until)}."),
                $"When that is done: {clear}, or the same command with -IgnoreLedger.");
        }

        var (calls, maximum) = (usage.CallsInDay, _settings.MaximumCallsPerDay);
        return maximum > 0 && calls >= maximum
            ? failures.NotSent("daily_budget_spent", status: null, FormattableString.Invariant($"No call was sent: {calls:N0} calls in the last 24 hours, and {maximum:N0} are the limit. The next is free at {Time(usage.FreeAt(maximum))}."), $"To have the calls forgotten: {clear}.")
            : null;
    }

    private async Task NoteAsync(AccountCall call, CancellationToken cancellation)
    {
        var isWholeRead = call.IsWholeRead && call.Page == 2;
        if (call.Page > 1 && !isWholeRead)
        {
            return;
        }

        var reads = 0;
        var key = AccountBlock.KeyOf(connection, call.AccountId);
        await TryChangeAsync(call, (usage, now) =>
        {
            var noted = isWholeRead ? usage.WithWholeRead(now) : usage.WithRead(now, key);
            reads = isWholeRead ? noted.WholeReads.Count : 0;
            return noted;
        }, cancellation).ConfigureAwait(false);
        if (reads >= ManyWholeReads)
        {
            NotifyOnce(RunNotice.ReadOften(call.AccountId, reads));
        }
    }

    private async Task NoteAsync(AccountCall call, PostPressApiException failure, DateTimeOffset? counted, CancellationToken cancellation)
    {
        var key = AccountBlock.KeyOf(connection, call.AccountId);
        await TryChangeAsync(call, (usage, now) =>
        {
            if (failure.WasNotSent && counted is { } then)
            {
                return usage.WithoutCall(then);
            }

            var (block, retryAfter) = (AccountBlock.Of(failure, now, key), AccountBlock.RetryAfterOf(failure, now));
            return block is null && retryAfter is null ? usage : usage.With(block, retryAfter);
        }, cancellation).ConfigureAwait(false);
    }

    private async Task TryChangeAsync(AccountCall call, Func<AccountUsage, DateTimeOffset, AccountUsage> change, CancellationToken cancellation)
    {
        if (_isOff)
        {
            return;
        }

        try
        {
            await new LedgerFile(options, _baseUri, call.AccountId).ChangeAsync(change, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            // The last two: a path that POSTPRESS_STATE has and no system takes.
            _isOff = true;
            options.Observer?.Invoke(RunNotice.LedgerUnavailable(options.LedgerFolder!, exception.Message.TrimEnd('.')));
        }
    }

    private void WarnOfLimit(AccountCall call, long calls)
    {
        var maximum = _settings.MaximumCallsPerDay;
        if (maximum > 0 && !options.IgnoresLedger && calls >= NearLimit * maximum)
        {
            NotifyOnce(RunNotice.BudgetNear(call.AccountId, calls, maximum));
        }
    }

    private void NotifyOnce(RunNotice notice)
    {
        if (_told.TryAdd((notice.AccountId, notice.Id), true))
        {
            options.Observer?.Invoke(notice);
        }
    }

    private static string Time(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}

/// <summary>A call to an account, as the ledger records it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Page">The page of this reading, from 1.</param>
/// <param name="Pause">The pause that is due after the call before it, whichever process sent that.</param>
/// <param name="IsWholeRead">Whether the reading is of the whole list, from its beginning.</param>
internal sealed record AccountCall(string AccountId, long Page, TimeSpan Pause, bool IsWholeRead);
