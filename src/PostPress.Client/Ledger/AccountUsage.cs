using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace PostPress.Client;

/// <summary>
/// What the ledger knows of an account: when it was called within a day, when it may be called next, and why it is left alone. Times are
/// those of the wall clock, so that they hold after a reboot.
/// </summary>
internal sealed record AccountUsage
{
    public const int CurrentVersion = 1;

    // A day has no more whole reads that anybody counts.
    private const int MostWholeReads = 20;

    /// <summary>How far back calls count.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [JsonPropertyName("Version")]
    public int Version { get; init; } = CurrentVersion;

    [JsonPropertyName("BaseUri")]
    public required string BaseUri { get; init; }

    [JsonPropertyName("AccountId")]
    public required string AccountId { get; init; }

    /// <summary>When the ledger was last written: a clock that shows less was set back.</summary>
    [JsonPropertyName("ChangedAt")]
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The latest call, or the moment that a process waits for to send the next.</summary>
    [JsonPropertyName("LastSlot")]
    public DateTimeOffset? LastSlot { get; init; }

    /// <summary>When the account last gave the first page of a list.</summary>
    [JsonPropertyName("LastReadAt")]
    public DateTimeOffset? LastReadAt { get; init; }

    /// <summary>The calls of the last day, by minutes.</summary>
    [JsonPropertyName("Calls")]
    public IReadOnlyList<CallCount> Calls { get; init; } = [];

    /// <summary>When lists of several pages were read as a whole, in the last day.</summary>
    [JsonPropertyName("WholeReads")]
    public IReadOnlyList<DateTimeOffset> WholeReads { get; init; } = [];

    /// <summary>The <c>Retry-After</c> that runs.</summary>
    [JsonPropertyName("RetryAfter")]
    public AccountBlock? RetryAfter { get; init; }

    /// <summary>Why the account is left alone.</summary>
    [JsonPropertyName("Blocks")]
    public IReadOnlyList<AccountBlock> Blocks { get; init; } = [];

    /// <summary>How many calls count.</summary>
    [JsonPropertyName("CallsInDay")]
    public long CallsInDay => Calls.Sum(calls => (long)calls.Count);

    /// <summary>
    /// The same at a moment: what is over is left out. Where the clock was set back since, everything moves back with it: what was to be waited
    /// for stays as far away as it was, and no further.
    /// </summary>
    public AccountUsage At(DateTimeOffset now)
    {
        var usage = now < ChangedAt ? Moved(now - ChangedAt.Value) : this;
        return usage with
        {
            Calls = [.. usage.Calls.Where(calls => calls.Last + Day > now)],
            WholeReads = [.. usage.WholeReads.Where(read => read + Day > now)],
            Blocks = [.. usage.Blocks.Where(block => block.Until > now)],
            // Earlier versions kept whatever was sent.
            RetryAfter = usage.RetryAfter is { } told && told.Until > now && told.Until - told.Since <= Failures.LongestRetryAfter ? told : null,
        };
    }

    /// <summary>How long the next call must wait: for the pause after the latest one, and for <c>Retry-After</c>.</summary>
    public TimeSpan WaitFor(TimeSpan pause, DateTimeOffset now)
    {
        var (ofPause, ofRetryAfter) = (Left(LastSlot + pause, now), LeftOfRetryAfter(now));
        return ofPause > ofRetryAfter ? ofPause : ofRetryAfter;
    }

    /// <summary>How long <c>Retry-After</c> still runs.</summary>
    public TimeSpan LeftOfRetryAfter(DateTimeOffset now) => Left(RetryAfter?.Until, now);

    /// <summary>With a call that is sent now.</summary>
    public AccountUsage WithCall(DateTimeOffset now) => this with
    {
        LastSlot = LastSlot > now ? LastSlot : now,
        Calls = Calls.Count > 0 && Calls[Calls.Count - 1].IsMinuteOf(now)
            ? [.. Calls.Take(Calls.Count - 1), new CallCount(now, Calls[Calls.Count - 1].Count + 1)]
            : [.. Calls, new CallCount(now, 1)],
    };

    /// <summary>Without a call that was counted then, and was never sent. The pause after it stays: a machine without a network need not hurry.</summary>
    public AccountUsage WithoutCall(DateTimeOffset then)
    {
        // Where the clock was set back meanwhile, the minute is another, and the latest call is taken back.
        var counted = Calls.LastOrDefault(calls => calls.IsMinuteOf(then)) ?? Calls.LastOrDefault();
        return counted is null ? this : this with
        {
            Calls = [.. Calls.Select(calls => ReferenceEquals(calls, counted) ? calls with { Count = calls.Count - 1 } : calls).Where(calls => calls.Count > 0)],
        };
    }

    /// <summary>With a list of several pages that is read as a whole.</summary>
    public AccountUsage WithWholeRead(DateTimeOffset now) =>
        this with { WholeReads = [.. WholeReads.Skip(WholeReads.Count - MostWholeReads + 1), now] };

    /// <summary>With a call that was answered as it should be: whatever blocked this key is over.</summary>
    public AccountUsage WithRead(DateTimeOffset now, string key) =>
        this with { LastReadAt = now, Blocks = [.. Blocks.Where(block => !block.IsFor(key))] };

    /// <summary>With what follows from a failure.</summary>
    public AccountUsage With(AccountBlock? block, AccountBlock? retryAfter) => this with
    {
        Blocks = block is null ? Blocks : [.. Blocks.Where(old => old.Id != block.Id || old.Key != block.Key), block],
        RetryAfter = RetryAfter?.Until >= retryAfter?.Until ? RetryAfter : retryAfter ?? RetryAfter,
    };

    /// <summary>When fewer calls than a maximum count again.</summary>
    public DateTimeOffset FreeAt(int maximum)
    {
        var tooMany = CallsInDay - maximum + 1;
        return Calls.First(calls => (tooMany -= calls.Count) <= 0).Last + Day;
    }

    private static TimeSpan Left(DateTimeOffset? end, DateTimeOffset now) => end > now ? end.Value - now : TimeSpan.Zero;

    private AccountUsage Moved(TimeSpan by) => this with
    {
        ChangedAt = ChangedAt + by,
        LastSlot = LastSlot + by,
        LastReadAt = LastReadAt + by,
        Calls = [.. Calls.Select(calls => calls with { Last = calls.Last + by })],
        WholeReads = [.. WholeReads.Select(read => read + by)],
        RetryAfter = RetryAfter?.Moved(by),
        Blocks = [.. Blocks.Select(block => block.Moved(by))],
    };
}

/// <summary>The calls of one minute: so many, the last of them then. A day has 1,440 minutes, however many calls.</summary>
internal sealed record CallCount([property: JsonPropertyName("Last")] DateTimeOffset Last, [property: JsonPropertyName("Count")] int Count)
{
    public bool IsMinuteOf(DateTimeOffset time) => Last.UtcTicks / TimeSpan.TicksPerMinute == time.UtcTicks / TimeSpan.TicksPerMinute;
}

/// <summary>Why an account is not to be called for a while: what it answered, and until when that holds.</summary>
/// <param name="Id">The id of the error that was answered.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Since">When it was answered.</param>
/// <param name="Until">When the account may be called again.</param>
/// <param name="Key">The key that it holds for, as <see cref="KeyOf"/> tells it; <see langword="null"/> for all.</param>
internal sealed record AccountBlock(
    [property: JsonPropertyName("Id")] string Id,
    [property: JsonPropertyName("Status")] int? Status,
    [property: JsonPropertyName("Since")] DateTimeOffset Since,
    [property: JsonPropertyName("Until")] DateTimeOffset Until,
    [property: JsonPropertyName("Key")] string? Key = null)
{
    private const string Restricted = "account_restricted";

    // Not invalid_credentials and insufficient_privileges: it may be the key that is wrong, which says nothing of the account.
    private static readonly HashSet<string> NeedLogin = new(StringComparer.Ordinal)
    {
        "disconnected_account",
        "disconnected_feature",
        "expired_credentials",
        "expired_link",
        "wrong_account",
        "multiple_sessions",
        "checkpoint_error",
        "invalid_checkpoint_solution",
        "unknown_authentication_context",
        "action_required",
        "authentication_intent_error",
    };

    /// <summary>What follows from a failure: a restricted account is left alone for a day, and so is one that needs its login; <see langword="null"/> for others.</summary>
    public static AccountBlock? Of(PostPressApiException failure, DateTimeOffset now, string key) =>
        failure.Kind != FailureKind.Api ? null
        : failure.Id == Restricted ? new AccountBlock(failure.Id, failure.Status, now, now + AccountUsage.Day)
        : NeedLogin.Contains(failure.Id) ? new AccountBlock(failure.Id, failure.Status, now, now + AccountUsage.Day, key)
        : null;

    /// <summary>The end of a <c>Retry-After</c>; <see langword="null"/> where none was sent, or one that no provider can mean.</summary>
    public static AccountBlock? RetryAfterOf(PostPressApiException failure, DateTimeOffset now) =>
        failure.RetryAfter is { } wait && wait > TimeSpan.Zero && wait <= Failures.LongestRetryAfter ? new AccountBlock(failure.Id, failure.Status, now, now + wait) : null;

    /// <summary>
    /// Tells the keys of an account apart and says nothing of them: a hash of the account that is keyed with the key, cut short, so that not
    /// even a guess could be confirmed.
    /// </summary>
    public static string KeyOf(PostPressConnection connection, string accountId)
    {
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(connection.RevealKey()));
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(accountId)), 0, 4).Replace("-", "");
    }

    /// <summary>Whether it holds for a key.</summary>
    public bool IsFor(string key) => Key is null || Key == key;

    /// <summary>The same at another time, for a clock that was set back.</summary>
    public AccountBlock Moved(TimeSpan by) => this with { Since = Since + by, Until = Until + by };
}
